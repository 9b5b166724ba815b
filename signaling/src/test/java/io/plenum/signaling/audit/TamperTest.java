package io.plenum.signaling.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.storage.crypto.SigningKeyFile;
import io.plenum.storage.database.Database;
import io.plenum.storage.line.LineFolder;
import io.plenum.storage.testkit.EachDatabase;
import io.plenum.storage.testkit.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody with full access to the database changes the log behind the server's back. */
@EachDatabase
@Tag("A-2a")
class TamperTest {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final KeyPair PAIR = SigningKeyFile.generate(RANDOM);
  private static final Actor ANN = Actor.of("ann-id", "Ann", "192.0.2.1:50000");
  private static final long ENTRIES = 12;

  @TempDir Path folder;
  private final Database database;
  private Instant now = Instant.parse("2026-11-21T09:00:00Z");
  private final AuditLog audit = new AuditLog(() -> now, RANDOM, "n1");
  private int keptDays;

  TamperTest(TestDatabase store) {
    this.database = store.open();
  }

  /** Twelve entries; a checkpoint after the eighth. */
  @BeforeEach
  void fill() throws IOException {
    append(8);
    assertThat(keeper().signAll()).isEqualTo(1);
    append((int) ENTRIES - 8);
  }

  private AuditKeeper keeper() {
    return new AuditKeeper(
        database,
        audit,
        new StatementSigner(PAIR),
        new LineFolder(folder, "n1"),
        () -> now,
        account -> keptDays);
  }

  private void append(int count) {
    for (int i = 0; i < count; i++) {
      now = now.plusSeconds(1);
      AuditEvent event =
          new AuditEvent(
              "acme",
              AuditKind.USER_ADDED,
              new Actor(ANN.id(), ANN.name(), Optional.of("partner"), ANN.source()),
              Optional.of("meeting"),
              Map.of("n", i),
              Map.of("email", "bob@example.org"));
      database.write(
          handle -> {
            audit.append(handle, event.to("bob-id"));
            return null;
          });
    }
  }

  private void sql(String statement, Object... arguments) {
    int changed = database.write(handle -> handle.execute(statement, arguments));
    assertThat(changed).as(statement).isPositive();
  }

  private Statements statements() {
    Statements statements = new Statements(List.of(PAIR.getPublic()));
    lines().forEach(line -> assertThat(statements.add(line)).isEmpty());
    return statements;
  }

  private List<String> lines() {
    List<String> lines = new ArrayList<>();
    try {
      LineFolder.read(folder, line -> lines.add(line.text()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return lines;
  }

  private Verdict verdict() {
    return new ChainVerifier(database).verify("acme", statements());
  }

  private AuditEntry entry(long seq) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    "SELECT " + AuditEntry.COLUMNS + " FROM audit_entry WHERE seq = " + seq)
                .map((row, context) -> AuditEntry.read(row))
                .one());
  }

  private static void finds(Verdict verdict, Finding.Kind kind, long first, long last) {
    assertThat(verdict.whole()).isFalse();
    assertThat(verdict.findings())
        .anySatisfy(
            finding ->
                assertThat(finding)
                    .returns(kind, Finding::kind)
                    .returns(first, Finding::first)
                    .returns(last, Finding::last));
  }

  @Test
  void isWhole_asItWasWritten() {
    assertThat(verdict()).isEqualTo(new Verdict("acme", 1, ENTRIES, 8, 0, List.of(), 0));
  }

  @Test
  void findsAChange_inEveryColumn() {
    Map<String, Object> changes =
        Map.ofEntries(
            Map.entry("at", entry(5).atMs() + 1),
            Map.entry("kind", "user-removed"),
            Map.entry("actor", "eve-id"),
            Map.entry("assumed_by", "eve-id"),
            Map.entry("subject", "eve-id"),
            Map.entry("meeting_id", "other"),
            Map.entry("node", "n2"),
            Map.entry("facts", "{\"n\": 4}"),
            Map.entry("commitments", "{}"),
            Map.entry("hash", AuditHash.NONE));
    for (Map.Entry<String, Object> change : changes.entrySet()) {
      AuditEntry before = entry(5);
      sql("UPDATE audit_entry SET " + change.getKey() + " = ? WHERE seq = 5", change.getValue());
      finds(verdict(), Finding.Kind.CHANGED, 5, 5);
      restore(before);
      assertThat(verdict().whole()).as("after %s was put back", change.getKey()).isTrue();
    }
  }

  private void restore(AuditEntry entry) {
    sql(
        "UPDATE audit_entry SET at = ?, kind = ?, actor = ?, assumed_by = ?, subject = ?,"
            + " meeting_id = ?, node = ?, facts = ?, commitments = ?, hash = ? WHERE seq = 5",
        entry.atMs(),
        entry.kind(),
        entry.actor(),
        entry.assumedBy(),
        entry.subject(),
        entry.meetingId(),
        entry.node(),
        entry.facts(),
        entry.commitments(),
        entry.hash());
  }

  @Test
  void findsAChange_whenAValueIsTakenAway() {
    for (String column : List.of("actor", "assumed_by", "subject", "meeting_id")) {
      AuditEntry before = entry(5);
      sql("UPDATE audit_entry SET " + column + " = NULL WHERE seq = 5");
      finds(verdict(), Finding.Kind.CHANGED, 5, 5);
      restore(before);
    }
  }

  @Test
  void findsAnEntryOfAnotherAccount_moved() {
    sql("UPDATE audit_entry SET account_id = 'other' WHERE seq = 5");

    finds(verdict(), Finding.Kind.REMOVED, 5, 5);
    ChainVerifier verifier = new ChainVerifier(database);
    assertThat(verifier.accounts(statements())).containsExactly("acme", "other");
    assertThat(verifier.verify("other", statements()).whole()).isFalse();
  }

  @Test
  void findsAChange_whoseHashWasMadeToFit() {
    sql("UPDATE audit_entry SET facts = '{\"n\":77}' WHERE seq = 5");
    sql(
        "UPDATE audit_entry SET hash = ? WHERE seq = 5",
        entry(5).hashedAfter(entry(4).hash()).hash());

    // Entry 6 does not follow any more.
    finds(verdict(), Finding.Kind.CHANGED, 6, 6);
  }

  @Test
  @Tag("A-2b")
  void findsAChainWrittenAnew_byItsCheckpoint() {
    sql("UPDATE audit_entry SET facts = '{\"n\":77}' WHERE seq = 5");
    writeAnewFrom(5);

    assertThat(verdict().findings()).hasSize(1);
    finds(verdict(), Finding.Kind.NOT_AS_SIGNED, 8, 8);
  }

  /** As an attacker who knows how: every hash fits, and so does the chain's end. */
  private void writeAnewFrom(long seq) {
    for (long next = seq; next <= ENTRIES; next++) {
      String hash =
          entry(next).hashedAfter(next == 1 ? AuditHash.NONE : entry(next - 1).hash()).hash();
      sql("UPDATE audit_entry SET hash = ? WHERE seq = ?", hash, next);
    }
    sql("UPDATE audit_chain SET last_hash = ?", entry(ENTRIES).hash());
  }

  @Test
  void findsRemovedEntries_first_middle_newest() {
    sql("DELETE FROM audit_entry WHERE seq = 1");
    finds(verdict(), Finding.Kind.REMOVED, 1, 1);
    sql("DELETE FROM audit_entry WHERE seq IN (5, 6)");
    finds(verdict(), Finding.Kind.REMOVED, 5, 6);
    sql("DELETE FROM audit_entry WHERE seq >= 11");
    finds(verdict(), Finding.Kind.REMOVED, 11, 12);
  }

  @Test
  @Tag("A-2b")
  void findsRemovedNewestEntries_byTheCheckpoint_whenTheEndWasMovedToo() {
    sql("DELETE FROM audit_personal WHERE seq > 6");
    sql("DELETE FROM audit_entry WHERE seq > 6");
    sql(
        "UPDATE audit_chain SET last_seq = 6, last_hash = ?, last_at = ?",
        entry(6).hash(),
        entry(6).atMs());

    finds(verdict(), Finding.Kind.REMOVED, 7, 8);
  }

  @Test
  void findsThatEverythingIsGone() {
    sql("DELETE FROM audit_entry");
    sql("DELETE FROM audit_chain");

    finds(verdict(), Finding.Kind.REMOVED, 1, 8);
  }

  @Test
  void findsEntriesThatChangedPlaces() {
    swap(4, 5);
    swap(9, 11);

    Verdict verdict = verdict();
    assertThat(verdict.findings())
        .filteredOn(finding -> finding.kind() == Finding.Kind.REORDERED)
        .extracting(Finding::first)
        .containsExactly(4L, 5L, 9L, 11L);
    assertThat(verdict.findings()).noneMatch(finding -> finding.kind() == Finding.Kind.CHANGED);
  }

  private void swap(long one, long other) {
    for (String table : List.of("audit_entry", "audit_personal")) {
      sql("UPDATE " + table + " SET seq = -1 WHERE seq = ?", one);
      sql("UPDATE " + table + " SET seq = ? WHERE seq = ?", one, other);
      sql("UPDATE " + table + " SET seq = ? WHERE seq = -1", other);
    }
  }

  @Test
  void findsAnEntryThatSomebodyAdded() {
    sql(
        "INSERT INTO audit_entry SELECT account_id, 13, at, kind, actor, assumed_by, subject,"
            + " meeting_id, node, facts, commitments, hash FROM audit_entry WHERE seq = 12");

    finds(verdict(), Finding.Kind.CHANGED, 13, 13);
  }

  @Test
  void findsThatTheEndWasMoved() {
    sql("UPDATE audit_chain SET last_hash = ?", AuditHash.NONE);
    finds(verdict(), Finding.Kind.END_CHANGED, ENTRIES, ENTRIES);
  }

  @Test
  void findsAChangedName_andOneThatWasRemoved() {
    sql("UPDATE audit_personal SET value = 'Eve' WHERE seq = 5 AND field = 'actor.name'");
    finds(verdict(), Finding.Kind.PERSONAL_CHANGED, 5, 5);
    sql("UPDATE audit_personal SET salt = '00' WHERE seq = 6 AND field = 'actor.name'");
    finds(verdict(), Finding.Kind.PERSONAL_CHANGED, 6, 6);
    sql("UPDATE audit_personal SET salt = 'no hex' WHERE seq = 6 AND field = 'actor.name'");
    finds(verdict(), Finding.Kind.PERSONAL_CHANGED, 6, 6);
    sql("UPDATE audit_personal SET person = 'eve-id' WHERE seq = 7 AND field = 'actor.name'");
    finds(verdict(), Finding.Kind.PERSONAL_CHANGED, 7, 7);
    sql("DELETE FROM audit_personal WHERE seq IN (8, 9) AND field = 'subject.email'");
    finds(verdict(), Finding.Kind.PERSONAL_REMOVED, 8, 9);
  }

  @Test
  @Tag("A-2c")
  @Tag("I-8c")
  void isWhole_whenAPersonWasErased() {
    int erased = database.write(handle -> audit.erase(handle, ANN, "acme", "bob-id"));

    assertThat(erased).isEqualTo((int) ENTRIES);
    Verdict verdict = verdict();
    assertThat(verdict.findings()).isEmpty();
    assertThat(verdict.erased()).isEqualTo(ENTRIES);
    assertThat(values()).doesNotContain("bob@example.org").contains("Ann");
  }

  @Test
  @Tag("A-2c")
  @Tag("I-8c")
  void keepsNothingOfAPerson_whoErasedThemselves() {
    database.write(handle -> audit.erase(handle, ANN, "acme", "ann-id"));

    assertThat(verdict().whole()).isTrue();
    assertThat(values()).containsOnly("bob@example.org");
  }

  private List<String> values() {
    return database.read(
        handle ->
            handle.createQuery("SELECT value FROM audit_personal").mapTo(String.class).list());
  }

  @Test
  void beginsAtACheckpoint_whenOneIsGiven() {
    sql("UPDATE audit_entry SET kind = 'user-removed' WHERE seq = 5");
    Verdict since = new ChainVerifier(database).verify("acme", statements(), statements());
    assertThat(since).returns(9L, Verdict::from).returns(true, Verdict::whole);

    sql("UPDATE audit_entry SET kind = 'user-removed' WHERE seq = 9");
    since = new ChainVerifier(database).verify("acme", statements(), statements());
    finds(since, Finding.Kind.CHANGED, 9, 9);

    sql("UPDATE audit_entry SET hash = ? WHERE seq = 8", AuditHash.NONE);
    since = new ChainVerifier(database).verify("acme", statements(), statements());
    finds(since, Finding.Kind.NOT_AS_SIGNED, 8, 8);
  }

  @Test
  @Tag("A-2b")
  void findsRemovedNewestEntries_byACheckpointKeptElsewhere() throws IOException {
    keeper().signAll();
    List<String> kept = lines();
    sql("DELETE FROM audit_entry WHERE seq > 8");
    sql(
        "UPDATE audit_chain SET last_seq = 8, last_hash = ?, last_at = ?",
        entry(8).hash(),
        entry(8).atMs());
    // Our own folder lost the newest checkpoint too.
    Statements ours = new Statements(List.of(PAIR.getPublic()));
    ours.add(kept.getFirst());
    assertThat(new ChainVerifier(database).verify("acme", ours).whole()).isTrue();

    Verdict verdict = new ChainVerifier(database).verify("acme", ours, statements());
    finds(verdict, Finding.Kind.REMOVED, 9, ENTRIES);
  }

  @Test
  @Tag("A-2b")
  void goesByNoStatement_thatOurKeyDidNotSign() {
    String line = lines().getFirst();
    KeyPair other = SigningKeyFile.generate(RANDOM);
    assertThat(new Statements(List.of(other.getPublic())).add(line).orElse(""))
        .contains("unknown key");

    Statements ours = new Statements(List.of(PAIR.getPublic()));
    assertThat(ours.add(line.replace("\"seq\":8", "\"seq\":7")).orElse("")).contains("signature");
    assertThat(ours.add(line + " ")).isPresent();
    assertThat(ours.add(line.substring(0, 40))).isPresent();
    assertThat(ours.add("{\"seq\":\"x\"}")).isPresent();
    assertThat(ours.accounts()).isEmpty();
  }

  @Test
  @Tag("A-3")
  void prunesAtACheckpointOnly_andStaysWhole() throws IOException {
    keptDays = 30;
    now = now.plus(Duration.ofDays(29));
    keeper().prune();
    assertThat(verdict().from()).isEqualTo(1);

    now = now.plus(Duration.ofDays(2));
    append(1);
    keeper().prune();
    Verdict verdict = verdict();
    assertThat(verdict.findings()).isEmpty();
    // Entries 9 to 12 are as old, but no checkpoint was between them and what is kept.
    assertThat(verdict).returns(9L, Verdict::from).returns(ENTRIES + 2, Verdict::to);
    assertThat(entry(ENTRIES + 2).kind()).isEqualTo("log-pruned");
    assertThat(values()).hasSize(3 * (int) (ENTRIES + 1 - 8));
  }

  @Test
  @Tag("A-3")
  void keepsEverything_whenNothingElseIsSaid() throws IOException {
    now = now.plus(Duration.ofDays(10_000));
    keeper().prune();
    assertThat(verdict()).returns(1L, Verdict::from).returns(ENTRIES, Verdict::to);
  }

  @Test
  void doesNotPruneWhatIsNotAsSigned() throws IOException {
    keptDays = 1;
    sql("UPDATE audit_entry SET facts = '{}' WHERE seq = 5");
    writeAnewFrom(5);
    now = now.plus(Duration.ofDays(2));
    keeper().prune();

    finds(verdict(), Finding.Kind.NOT_AS_SIGNED, 8, 8);
  }

  @Test
  void findsRemovedOldestEntries_thatNoStatementGaveUp() {
    sql("DELETE FROM audit_entry WHERE seq <= 8");
    sql("UPDATE audit_chain SET pruned_seq = 8");

    finds(verdict(), Finding.Kind.REMOVED, 1, 8);
  }

  @Test
  @Tag("A-2b")
  void signsWhenAnHourIsOver_orManyEntriesCame() throws IOException {
    assertThat(keeper().signDue()).as("four entries within the hour").isZero();
    now = now.plus(AuditKeeper.LONGEST_UNSIGNED);
    assertThat(keeper().signDue()).isEqualTo(1);
    assertThat(keeper().signDue()).as("nothing new").isZero();
    append(AuditKeeper.MOST_UNSIGNED - 1);
    now = now.minusSeconds(AuditKeeper.MOST_UNSIGNED - 1);
    assertThat(keeper().signDue()).isZero();
    append(1);
    assertThat(keeper().signDue()).isEqualTo(1);
    assertThat(verdict())
        .returns(ENTRIES + AuditKeeper.MOST_UNSIGNED, Verdict::signedTo)
        .returns(true, Verdict::whole);
  }

  @Test
  void signsNoEnd_thatDoesNotFitItsEntry() throws IOException {
    sql("UPDATE audit_chain SET last_hash = ?", AuditHash.NONE);
    assertThat(keeper().signAll()).isZero();
  }
}
