package io.plenum.signaling.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.storage.crypto.SigningKeyFile;
import io.plenum.storage.database.Database;
import io.plenum.storage.line.LineFolder;
import io.plenum.storage.testkit.EachDatabase;
import io.plenum.storage.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long each account's entries are kept. */
@EachDatabase
@Tag("A-3")
class AuditRetentionTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration DAY = Duration.ofDays(1);

  /** More than are deleted in one transaction. */
  private static final int MANY = 1_001;

  @TempDir Path folder;
  private final Database database;
  private final Map<String, Integer> keptDays = new HashMap<>();
  private Instant now = Instant.parse("2026-11-21T09:00:00Z");
  private final AuditLog audit = new AuditLog(() -> now, RANDOM, "n1");
  private AuditKeeper keeper;

  AuditRetentionTest(TestDatabase store) {
    this.database = store.open();
  }

  @BeforeEach
  void keep() {
    keeper =
        new AuditKeeper(
            database,
            audit,
            new StatementSigner(SigningKeyFile.generate(RANDOM)),
            new LineFolder(folder, "n1"),
            () -> now,
            account -> keptDays.getOrDefault(account, 0));
  }

  private void append(String account, int count) {
    database.write(
        handle -> {
          for (int i = 0; i < count; i++) {
            audit.append(
                handle,
                new AuditEvent(
                    account,
                    AuditKind.MEETING_CREATED,
                    Actor.SERVER,
                    Optional.empty(),
                    Map.of("n", i),
                    Map.of("name", "Ann")));
          }
          return null;
        });
  }

  private void checkpoint() throws IOException {
    keeper.signAll();
    now = now.plusSeconds(1);
  }

  private List<Long> kept(String account) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT seq FROM audit_entry WHERE account_id = ? ORDER BY seq")
                .bind(0, account)
                .mapTo(Long.class)
                .list());
  }

  @Test
  void prunesEachAccountAfterItsOwnTime() throws IOException {
    keptDays.put("week", 7);
    keptDays.put("month", 30);
    for (String account : List.of("week", "month", "ever")) {
      append(account, 2);
    }
    checkpoint();
    now = now.plus(DAY.multipliedBy(7));
    keeper.prune();
    assertThat(kept("week")).as("the note that it was pruned").containsExactly(3L);
    assertThat(kept("month")).containsExactly(1L, 2L);
    now = now.plus(DAY.multipliedBy(23));
    keeper.prune();
    assertThat(kept("month")).containsExactly(3L);
    assertThat(kept("ever")).containsExactly(1L, 2L);
  }

  private int rows(String table, String account) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT count(*) FROM " + table + " WHERE account_id = ?")
                .bind(0, account)
                .mapTo(Integer.class)
                .one());
  }

  @Test
  void keepsNobodysName_ofWhatWasPruned_andOneCheckpoint() throws IOException {
    keptDays.put("week", 7);
    append("week", 2);
    checkpoint();
    append("week", 2);
    checkpoint();
    assertThat(rows("audit_personal", "week")).isEqualTo(4);
    now = now.plus(DAY.multipliedBy(8));
    keeper.prune();
    assertThat(kept("week")).containsExactly(5L);
    assertThat(rows("audit_personal", "week")).isZero();
    assertThat(rows("audit_checkpoint", "week")).as("where the chain begins now").isEqualTo(1);
  }

  @Test
  void keepsWhatIsExactlyAsOldAsItMayBe() throws IOException {
    keptDays.put("week", 7);
    append("week", 1);
    keeper.signAll();
    now = now.plus(DAY.multipliedBy(7)).minusMillis(1);
    keeper.prune();
    assertThat(kept("week")).containsExactly(1L);
  }

  @Test
  void deletesMuchInPieces_andPrunesOnce() throws IOException {
    keptDays.put("week", 7);
    append("week", MANY);
    checkpoint();
    now = now.plus(DAY.multipliedBy(8));
    keeper.prune();
    assertThat(kept("week")).containsExactly(MANY + 1L);
    keeper.prune();
    assertThat(kept("week")).as("nothing more to give up").containsExactly(MANY + 1L);
  }

  @Test
  void deletesOnlyWhatWasGivenUp_whenTheDaysChange() throws IOException {
    keptDays.put("week", 7);
    append("week", 1);
    checkpoint();
    append("week", 1);
    now = now.plus(DAY.multipliedBy(8));
    keptDays.put("week", 0);
    keeper.prune();
    assertThat(kept("week")).containsExactly(1L, 2L);
  }
}
