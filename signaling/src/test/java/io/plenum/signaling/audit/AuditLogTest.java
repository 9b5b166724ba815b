package io.plenum.signaling.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.storage.crypto.MasterKey;
import io.plenum.storage.database.Database;
import io.plenum.storage.database.DatabaseConfig;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Actor ANN = Actor.of("ann-id", "Ann", "192.0.2.1:50000");

  @TempDir Path folder;
  private Database database;
  private long nowMs = 1_800_000_000_000L;
  private final AuditLog audit = new AuditLog(() -> Instant.ofEpochMilli(nowMs), RANDOM, "n1");

  @BeforeEach
  void open() {
    database = Database.open(new DatabaseConfig(folder, MasterKey.random(RANDOM), RANDOM));
  }

  @AfterEach
  void close() {
    database.close();
  }

  private static AuditEvent event(String account, Map<String, Object> facts) {
    return new AuditEvent(
        account, AuditKind.MEETING_CREATED, ANN, Optional.of("m"), facts, Map.of());
  }

  private void append(AuditEvent event) {
    database.write(
        handle -> {
          audit.append(handle, event);
          return null;
        });
  }

  private List<AuditEntry> entries(String account) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT "
                        + AuditEntry.COLUMNS
                        + " FROM audit_entry WHERE account_id = ? ORDER BY seq")
                .bind(0, account)
                .map((row, context) -> AuditEntry.read(row))
                .list());
  }

  private long personalFields() {
    return database.read(
        handle ->
            handle.createQuery("SELECT count(*) FROM audit_personal").mapTo(Long.class).one());
  }

  @Test
  @Tag("A-2a")
  void chainsEachEntryToTheOneBefore_inEachAccount() {
    append(event("acme", Map.of("n", 1)));
    append(event("other", Map.of("n", 1)));
    append(event("acme", Map.of("n", 2)));

    List<AuditEntry> acme = entries("acme");
    assertThat(acme).extracting(AuditEntry::seq).containsExactly(1L, 2L);
    assertThat(acme.get(0).hash()).isEqualTo(AuditHash.of(acme.get(0).hashed(AuditHash.NONE)));
    assertThat(acme.get(1).hash()).isEqualTo(AuditHash.of(acme.get(1).hashed(acme.get(0).hash())));
    assertThat(entries("other")).extracting(AuditEntry::seq).containsExactly(1L);
  }

  @Test
  @Tag("A-2c")
  void keepsPersonalValuesOutOfTheChain() {
    AuditEvent added =
        new AuditEvent(
            "acme",
            AuditKind.USER_ADDED,
            ANN,
            Optional.empty(),
            Map.of("role", "user"),
            Map.of("name", "Bob", "email", "bob@example.org"));
    append(added.to("bob-id"));

    AuditEntry entry = entries("acme").getFirst();
    assertThat(entry.hashed(AuditHash.NONE))
        .contains(
            "actor.name", "actor.address", "subject.email", "subject.name", "ann-id", "bob-id")
        .doesNotContain("Ann", "192.0.2.1", "Bob", "bob@example.org");
    assertThat(personalFields()).isEqualTo(4);
  }

  @Test
  void leavesNothing_whenTheTransactionFails() {
    assertThatThrownBy(
            () ->
                database.write(
                    handle -> {
                      audit.append(handle, event("acme", Map.of()));
                      throw new IllegalStateException("after all");
                    }))
        .hasMessage("after all");
    append(event("acme", Map.of()));

    assertThat(entries("acme")).extracting(AuditEntry::seq).containsExactly(1L);
  }

  @Test
  void neverGoesBackInTime_whenTheClockDoes() {
    append(event("acme", Map.of()));
    nowMs -= 60_000;
    append(event("acme", Map.of()));

    assertThat(entries("acme"))
        .extracting(AuditEntry::atMs)
        .hasSize(2)
        .containsOnly(nowMs + 60_000);
  }

  @Test
  @Tag("A-2a")
  void isOneWholeChain_whenManyAppendAtOnce() throws Exception {
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<? extends Future<?>> all =
          IntStream.range(0, 200)
              .mapToObj(n -> threads.submit(() -> append(event("acme", Map.of("n", n)))))
              .toList();
      for (Future<?> one : all) {
        one.get();
      }
    }
    String previous = AuditHash.NONE;
    long seq = 0;
    for (AuditEntry entry : entries("acme")) {
      seq++;
      assertThat(entry.seq()).isEqualTo(seq);
      assertThat(entry.hash()).isEqualTo(AuditHash.of(entry.hashed(previous)));
      previous = entry.hash();
    }
    assertThat(seq).isEqualTo(200);
  }

  @Test
  @Tag("S-4")
  void keepsAnyText() {
    String nasty = "a\0b\ud800 \u202e'); DROP TABLE audit_entry;--\n\u0001";
    append(
        new AuditEvent(
            "acme",
            AuditKind.MEETING_CREATED,
            Actor.of("x", nasty.repeat(100), "[::1]:1"),
            Optional.empty(),
            Map.of("text", nasty),
            Map.of()));

    AuditEntry entry = entries("acme").getFirst();
    assertThat(entry.hash()).isEqualTo(AuditHash.of(entry.hashed(AuditHash.NONE)));
  }

  @Test
  void refusesFacts_thatAreTooLongOrNoJson() {
    Map<String, Object> longest =
        Map.of("t", "x".repeat(AuditLog.MAX_FACTS_LENGTH - "{\"t\":\"\"}".length()));
    append(event("acme", longest));

    assertThatThrownBy(() -> append(event("acme", Map.of("t", longest.get("t") + "x"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> append(event("acme", Map.of("t", 1.5))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> append(event("acme", Map.of("t", 1L << 53))))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
