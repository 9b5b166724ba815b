package io.plenum.signaling.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.storage.database.Dialect;
import io.plenum.storage.testkit.EachDatabase;
import io.plenum.storage.testkit.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What concerns PostgreSQL's index only. */
@EachDatabase(Dialect.POSTGRESQL)
@Tag("M-6")
class PostgresChatIndexTest {
  private static final String APART = "/db/migration/postgresql/V17__characters_apart.sql";
  private static final String SAID = "see ok日本 and x語, or 語";

  @Test
  void theMigrationWritesTextsAsTheIndexDoes(TestDatabase test) throws IOException {
    String migration;
    try (InputStream resource = getClass().getResourceAsStream(APART)) {
      migration = new String(resource.readAllBytes(), StandardCharsets.UTF_8);
    }
    test.open()
        .write(
            handle -> {
              new PostgresChatIndex().put(handle, "m1", 1, SAID);
              String written = text(handle);
              handle.execute("UPDATE chat_search SET text = ?", SearchText.write(SAID));
              assertThat(text(handle)).isNotEqualTo(written);
              handle.execute(migration);
              assertThat(text(handle)).isEqualTo(written);
              return null;
            });
  }

  @ParameterizedTest
  @EnumSource
  void findsTheSame_eachWay(SearchWay way, TestDatabase test) {
    test.open()
        .write(
            handle -> {
              furnish(handle);
              ListedMeetings listed = ListedMeetings.of(handle, SearcherScene.USER);
              List<String> terms = List.of("plan", "good");
              for (ListedMeetings one : List.of(listed, unnamed())) {
                for (long oldest : List.of(0L, 35L, 1_000L)) {
                  assertThat(PostgresChatIndex.find(handle, one, terms, 5, way, oldest))
                      .as("older than %d", oldest)
                      .extracting(ChatHit::messageId)
                      .containsExactly(37L, 34L, 31L, 27L, 24L);
                }
              }
              return null;
            });
  }

  /** As those of which there are too many. */
  private static ListedMeetings unnamed() {
    return ListedMeetings.of(ListedMeetings.NAMED + 1, "", SearcherScene.USER);
  }

  /** Of ten texts, three are on the list. */
  private static void furnish(Handle handle) {
    SearcherScene.furnish(handle, 10, Set.of(1, 4, 7));
    for (int i = 0; i < 50; i++) {
      new PostgresChatIndex()
          .put(handle, SearcherScene.meeting(i % 10), i, i < 40 ? "a good plan" : "a plan");
    }
  }

  /** What a search says of its own query holds for no other one in the transaction. */
  @ParameterizedTest
  @EnumSource
  void leavesTheCostOfTextsAsItWas(SearchWay way, TestDatabase test) {
    test.open()
        .read(
            handle -> {
              ListedMeetings listed = unnamed();
              String before = cost(handle);
              PostgresChatIndex.find(handle, listed, List.of("plan"), 5, way, 10);
              assertThat(cost(handle)).isEqualTo(before);
              return null;
            });
  }

  private static String cost(Handle handle) {
    return handle.createQuery("SHOW cpu_tuple_cost").mapTo(String.class).one();
  }

  @Test
  void namesTheMeetingsOfAList_upToALimit(TestDatabase test) {
    test.open()
        .write(
            handle -> {
              SearcherScene.furnish(handle, 1, Set.of());
              assertThat(ListedMeetings.of(handle, SearcherScene.USER))
                  .returns(0, ListedMeetings::count)
                  .returns(true, ListedMeetings::areFew);
              SearcherScene.list(handle, ListedMeetings.NAMED);
              assertThat(ListedMeetings.of(handle, SearcherScene.USER).areNamed()).isTrue();
              SearcherScene.list(handle, 1);
              assertThat(ListedMeetings.of(handle, SearcherScene.USER))
                  .isEqualTo(unnamed())
                  .returns(false, ListedMeetings::areNamed);
              return null;
            });
  }

  private static String text(Handle handle) {
    return handle.createQuery("SELECT text FROM chat_search").mapTo(String.class).one();
  }
}
