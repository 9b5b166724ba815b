package io.plenum.signaling.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.storage.database.Database;
import io.plenum.storage.testkit.EachDatabase;
import io.plenum.storage.testkit.TestDatabase;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the search asks of a chat index, on each kind of database. */
@EachDatabase
@Tag("M-6")
class ChatIndexTest {
  private Database database;
  private ChatIndex index;

  @BeforeEach
  void open(TestDatabase test) {
    database = test.open();
    index = ChatIndex.of(database.dialect());
    database.write(
        handle -> {
          handle.execute("INSERT INTO account (id, name, created_at) VALUES ('a', 'Acme', 0)");
          for (String user : List.of("ann", "bob")) {
            handle.execute(
                "INSERT INTO account_user (id, account_id, name, email, role, password_hash,"
                    + " created_at) VALUES (?, 'a', ?, ?, 'user', '', 0)",
                user,
                user,
                user + "@acme.test");
          }
          return null;
        });
    meeting("m1", "100000001", "ann");
    meeting("m2", "100000002", "bob");
  }

  private void meeting(String id, String code, String organizer) {
    database.write(
        handle -> {
          handle.execute("INSERT INTO access_code (code) VALUES (?)", code);
          handle.execute(
              "INSERT INTO meeting (id, account_id, organizer_id, name, access_code, created_at)"
                  + " VALUES (?, 'a', ?, 'M', ?, 0)",
              id,
              organizer,
              code);
          return handle.execute(
              "INSERT INTO home_entry (user_id, meeting_id, organized, listed_at)"
                  + " VALUES (?, ?, 1, 0)",
              organizer,
              id);
        });
  }

  private void say(String meeting, long id, String text) {
    database.write(
        handle -> {
          index.put(handle, meeting, id, text);
          return null;
        });
  }

  private List<ChatHit> find(String user, String query, int limit) {
    return database.read(handle -> index.find(handle, user, SearchText.terms(query), limit));
  }

  private List<Long> ids(String query) {
    return find("ann", query, 10).stream().map(ChatHit::messageId).toList();
  }

  @Test
  void findsWords_beginnings_andMiddles_theNewestFirst() {
    say("m1", 1, "The quarterly budget is done");
    say("m1", 2, "Budgets, once more: Überblick");
    say("m1", 3, "明日の会議は東京で");
    assertThat(ids("budget")).containsExactly(2L, 1L);
    assertThat(ids("QUART")).containsExactly(1L);
    assertThat(ids("udget")).containsExactly(2L, 1L);
    assertThat(ids("uberblick")).containsExactly(2L);
    assertThat(ids("budget done")).containsExactly(1L);
    assertThat(ids("会議")).containsExactly(3L);
    assertThat(ids("東")).containsExactly(3L);
    assertThat(ids("on")).containsExactly(2L);
    assertThat(ids("budget xyz")).isEmpty();
  }

  @Test
  void findsOnlyWhatIsInMeetingsOnTheSearchersList() {
    say("m1", 1, "a secret of ann");
    say("m2", 1, "a secret of bob");
    assertThat(find("ann", "secret", 10)).containsExactly(new ChatHit("m1", 1));
    assertThat(find("bob", "secret", 10)).containsExactly(new ChatHit("m2", 1));
    assertThat(find("nobody", "secret", 10)).isEmpty();
  }

  @Test
  void forgetsWhatIsSaidDifferently_orNoMore() {
    say("m1", 1, "first thought");
    say("m1", 1, "second thought");
    assertThat(ids("first")).isEmpty();
    assertThat(ids("second")).containsExactly(1L);
    database.write(
        handle -> {
          index.remove(handle, "m1", 1);
          index.remove(handle, "m1", 99);
          return null;
        });
    assertThat(ids("thought")).isEmpty();
  }

  @Test
  void keepsItsPlace_whenAMessageIsSaidDifferently() {
    say("m1", 1, "the plan");
    say("m1", 2, "another plan");
    say("m1", 1, "the plan, edited");
    assertThat(ids("plan")).containsExactly(2L, 1L);
    assertThat(ids("edited")).containsExactly(1L);
  }

  @Test
  void forgetsAMeetingInPieces() {
    for (int i = 1; i <= 5; i++) {
      say("m1", i, "message number " + i);
    }
    say("m2", 1, "message of another");
    assertThat(database.<Integer>write(handle -> index.removeSome(handle, "m1", 3))).isEqualTo(3);
    assertThat(database.<Integer>write(handle -> index.removeSome(handle, "m1", 3))).isEqualTo(2);
    assertThat(ids("message")).isEmpty();
    assertThat(find("bob", "message", 10)).hasSize(1);
  }

  @Test
  void answersNoMoreThanTheLimit_theNewest() {
    for (int i = 1; i <= 5; i++) {
      say("m1", i, "again and again");
    }
    assertThat(find("ann", "again", 2)).containsExactly(new ChatHit("m1", 5), new ChatHit("m1", 4));
  }

  @Test
  void findsTheSame_whetherTheMeetingsAreFewOrMany() {
    say("m2", 1, "again, of bob");
    say("m1", 1, "again, of ann");
    for (int i = 1; i < FewMeetings.LIMIT; i++) {
      meeting("ann" + i, "20000" + (1_000 + i), "ann");
    }
    assertThat(find("ann", "again", 10)).containsExactly(new ChatHit("m1", 1));
    meeting("one more", "300000001", "ann");
    assertThat(find("ann", "again", 10)).containsExactly(new ChatHit("m1", 1));
  }

  @Test
  void findsCharactersOfScriptsWithoutSpaces_besideOthersToo() {
    say("m1", 1, "see ok日本 there");
    say("m1", 2, "日本");
    say("m1", 3, "本");
    assertThat(ids("日")).containsExactly(2L, 1L);
    assertThat(ids("本")).containsExactly(3L, 2L, 1L);
    assertThat(ids("日本")).containsExactly(2L, 1L);
    assertThat(ids("ok日")).containsExactly(1L);
    assertThat(ids("本日")).isEmpty();
  }

  /** More than PostgreSQL looks at one by one; a common word is found in these, a rare one not. */
  @Test
  void findsRareAndCommonWords_amongMany() {
    for (int i = 0; i < FewMeetings.LIMIT; i++) {
      meeting("ann" + i, "20000" + (1_000 + i), "ann");
    }
    say("m1", 1, "the needle");
    say("m2", 1, "a needle of bob");
    database.write(
        handle -> {
          for (int i = 2; i < TermSample.SAMPLE + 100; i++) {
            index.put(handle, "m1", i, i % 4 == 0 ? "hay and straw" : "hay");
          }
          return null;
        });
    assertThat(ids("needle")).containsExactly(1L);
    assertThat(ids("needle nowhere")).isEmpty();
    assertThat(find("ann", "straw", 3))
        .extracting(ChatHit::messageId)
        .containsExactly(5_096L, 5_092L, 5_088L);
  }

  @Test
  void tellsMeetingsApart_whoseIdsBeginAlike() {
    meeting("0123456789a", "400000001", "ann");
    meeting("0123456789b", "400000002", "bob");
    say("0123456789b", 1, "a secret of bob");
    say("0123456789a", 1, "a secret of ann");
    assertThat(find("ann", "secret", 10)).containsExactly(new ChatHit("0123456789a", 1));
  }
}
