package io.plenum.signaling.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.storage.database.Database;
import io.plenum.storage.testkit.EachDatabase;
import io.plenum.storage.testkit.TestDatabase;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A stream key is as good as the authority of whoever made it. */
@EachDatabase
class StreamKeyRowsTest {
  private static final Instant MADE = Instant.ofEpochSecond(1_000);
  private static final Instant END = Instant.ofEpochSecond(2_000);
  private Database database;

  @BeforeEach
  void annOrganizesAndHasAKey(TestDatabase test) {
    database = test.open();
    write("INSERT INTO account (id, name, created_at) VALUES ('a', 'Acme', 0)");
    for (String user : List.of("ann", "bob")) {
      write(
          "INSERT INTO account_user (id, account_id, name, email, role, password_hash, created_at)"
              + " VALUES (?, 'a', ?, ?, 'user', '', 0)",
          user,
          user,
          user + "@acme.test");
    }
    write("INSERT INTO access_code (code) VALUES ('100000001')");
    write(
        "INSERT INTO meeting (id, account_id, organizer_id, name, access_code, created_at)"
            + " VALUES ('m', 'a', 'ann', 'M', '100000001', 0)");
    key("k", END);
  }

  private void write(String statement, Object... values) {
    database.write(handle -> handle.execute(statement, values));
  }

  private void key(String id, Instant end) {
    StreamKey key = new StreamKey(id, "m", StreamScope.PUBLISH, "Stage", MADE, end);
    database.write(
        handle -> {
          StreamKeyRows.insert(handle, key, "ann", "hash of " + id);
          return null;
        });
  }

  private boolean opens() {
    boolean opens =
        database.read(handle -> StreamKeyRows.bySecret(handle, "hash of k").isPresent());
    assertThat(database.<Boolean>read(handle -> StreamKeyRows.stands(handle, "k")))
        .isEqualTo(opens);
    return opens;
  }

  @Test
  void opensNothing_whileItsOrganizerIsDisabled() {
    assertThat(opens()).isTrue();
    write("UPDATE account_user SET disabled_at = 1 WHERE id = 'ann'");
    assertThat(opens()).isFalse();
    write("UPDATE account_user SET disabled_at = NULL WHERE id = 'ann'");
    assertThat(opens()).isTrue();
  }

  @Test
  void opensNothing_whenTheMeetingIsHandedOverOrDeleted() {
    write("UPDATE meeting SET organizer_id = 'bob'");
    assertThat(opens()).isFalse();
    write("UPDATE meeting SET organizer_id = 'ann', deleted_at = 1");
    assertThat(opens()).isFalse();
  }

  @Test
  void isForgotten_whenItExpiredLongAgo_orWasMadeBySomebodyElse() {
    assertThat(sweep(END)).isZero();
    assertThat(sweep(END.plusSeconds(1))).isEqualTo(1);
    key("k", END);
    write("UPDATE meeting SET organizer_id = 'bob'");
    assertThat(sweep(MADE)).isEqualTo(1);
  }

  private int sweep(Instant expired) {
    return database.write(handle -> StreamKeyRows.sweep(handle, expired));
  }

  @Test
  void leavesRoomForOthers_onceItHasExpired() {
    key("k2", END.plusSeconds(1));
    assertThat(count(END.minusSeconds(1))).isEqualTo(2);
    assertThat(count(END)).isEqualTo(1);
  }

  private int count(Instant now) {
    return database.read(handle -> StreamKeyRows.count(handle, "m", now));
  }
}
