package io.plenum.signaling.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.storage.database.Database;
import io.plenum.storage.database.Dialect;
import io.plenum.storage.testkit.EachDatabase;
import io.plenum.storage.testkit.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What concerns the embedded database's index only. */
@EachDatabase(Dialect.SQLITE)
@Tag("M-6")
class SqliteChatIndexTest {
  private static final String MARKS = "/db/migration/sqlite/V14__search_among_many.sql";
  private static final String PLACES = "/db/migration/sqlite/V15__search_in_a_narrow_table.sql";
  private static final String MEETING = "4f1c09a37be25d60";

  @Test
  void theMigrationWritesTextsAsTheIndexDoes(TestDatabase test) throws IOException {
    String statement = statements(MARKS)[0];
    test.open()
        .write(
            handle -> {
              new SqliteChatIndex().put(handle, MEETING, 1, "What was said");
              String written = text(handle);
              handle.execute("UPDATE chat_search SET text = substr(text, 4)");
              assertThat(text(handle)).isEqualTo(" what was said ");
              handle.execute(statement);
              assertThat(text(handle)).isEqualTo(written).startsWith("\ue4f1\uec09\uea37");
              return null;
            });
  }

  @Test
  void theMigrationFindsThePlaceOfEachText(TestDatabase test) throws IOException {
    String[] statements = statements(PLACES);
    test.open()
        .write(
            handle -> {
              new SqliteChatIndex().put(handle, MEETING, 7, "What was said");
              new SqliteChatIndex().put(handle, "another", 7, "and what was not");
              List<String> before = places(handle);
              handle.execute("DROP TABLE chat_search_place");
              handle.execute("DROP TABLE chat_search_meeting");
              for (String statement : statements) {
                handle.execute(statement);
              }
              assertThat(places(handle)).isEqualTo(before).hasSize(2);
              return null;
            });
  }

  @Test
  void nothingIsLeftOfAMeeting_whenAllItsTextsAreForgotten(TestDatabase test) {
    test.open()
        .write(
            handle -> {
              SqliteChatIndex index = new SqliteChatIndex();
              for (int message = 1; message <= 3; message++) {
                index.put(handle, MEETING, message, "said");
              }
              assertThat(index.removeSome(handle, MEETING, 2)).isEqualTo(2);
              assertThat(places(handle)).hasSize(1);
              assertThat(index.removeSome(handle, MEETING, 2)).isEqualTo(1);
              assertThat(places(handle)).isEmpty();
              assertThat(count(handle, "chat_search_meeting")).isZero();
              return null;
            });
  }

  /** Three texts of ten are on the list, whether it is written down or each text looked up. */
  @Test
  void findsTheSame_whetherTheListIsLongOrVeryLong(TestDatabase test) {
    Database database = test.open();
    for (int longest : List.of(0, 1, 2, 3, 1_000)) {
      SqliteChatIndex index = new SqliteChatIndex(50, longest);
      database.write(
          handle -> {
            if (longest == 0) {
              SearcherScene.furnish(handle, 10, Set.of(1, 4, 7));
              for (int i = 0; i < 50; i++) {
                index.put(handle, SearcherScene.meeting(i % 10), i, i < 40 ? "a plan" : "none");
              }
            }
            assertThat(index.find(handle, SearcherScene.USER, List.of("plan"), 7))
                .as("%d of 3 written down", longest)
                .extracting(ChatHit::messageId)
                .containsExactly(37L, 34L, 31L, 27L, 24L, 21L, 17L);
            return null;
          });
    }
  }

  @Test
  void isGatheredIntoFewSegments_whileOthersWrite(TestDatabase test) {
    SqliteChatIndex index = new SqliteChatIndex(50, 1_000);
    Random random = new Random(1);
    Database database = test.open();
    for (int batch = 0; batch < 31; batch++) {
      write(database, index, batch * 100, 100, random);
    }
    int before = segments(database);
    AtomicInteger parts = new AtomicInteger();
    ChatIndexing.gather(
        database,
        index,
        1_000,
        () -> {
          write(database, index, 10_000 + parts.getAndIncrement(), 1, random);
          return true;
        });
    assertThat(parts).as("comes to an end").hasValueLessThan(100).hasPositiveValue();
    assertThat(segments(database)).isLessThan(before).isLessThanOrEqualTo(5);
    assertThat(
            database.<Integer>read(
                handle ->
                    handle
                        .createQuery(
                            "SELECT count(*) FROM chat_search_text WHERE chat_search_text MATCH ?")
                        .bind(0, "\" said \"")
                        .mapTo(Integer.class)
                        .one()))
        .isEqualTo(3_100 + parts.get());
  }

  @Test
  void leavesOff_whenItIsTold(TestDatabase test) {
    SqliteChatIndex index = new SqliteChatIndex(50, 1_000);
    Database database = test.open();
    for (int batch = 0; batch < 31; batch++) {
      write(database, index, batch * 100, 100, new Random(batch));
    }
    AtomicInteger asked = new AtomicInteger();
    ChatIndexing.gather(database, index, 1_000, () -> asked.incrementAndGet() < 2);
    assertThat(asked).hasValue(2);
    ChatIndexing.gather(database, index, 1, () -> asked.incrementAndGet() > 0);
    assertThat(asked).hasValue(3);
  }

  private static void write(
      Database database, SqliteChatIndex index, int from, int count, Random random) {
    database.write(
        handle -> {
          for (int message = from; message < from + count; message++) {
            index.put(handle, MEETING, message, words(random));
          }
          return null;
        });
  }

  private static int segments(Database database) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT count(DISTINCT segid) FROM chat_search_text_idx")
                .mapTo(Integer.class)
                .one());
  }

  private static String words(Random random) {
    String letters =
        random.ints(60, 'a', 'z' + 1).mapToObj(Character::toString).collect(Collectors.joining());
    return letters + " said " + letters.substring(30);
  }

  private static List<String> places(Handle handle) {
    return handle
        .createQuery(
            "SELECT p.id || ' ' || n.meeting_id || ' ' || p.message_id FROM chat_search_place p"
                + " JOIN chat_search_meeting n ON n.number = p.meeting ORDER BY p.id")
        .mapTo(String.class)
        .list();
  }

  private static int count(Handle handle, String table) {
    return handle.createQuery("SELECT count(*) FROM " + table).mapTo(Integer.class).one();
  }

  private static String text(Handle handle) {
    return handle.createQuery("SELECT text FROM chat_search").mapTo(String.class).one();
  }

  private static String[] statements(String migration) throws IOException {
    try (InputStream in = Database.class.getResourceAsStream(migration)) {
      String text = new String(in.readAllBytes(), StandardCharsets.UTF_8).replaceAll("--.*", "");
      return text.strip().split(";\\s*", 0);
    }
  }
}
