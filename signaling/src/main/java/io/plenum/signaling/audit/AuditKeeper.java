package io.plenum.signaling.audit;

import io.plenum.storage.database.Database;
import io.plenum.storage.line.LineFolder;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs checkpoints of every chain, which leave the database, and prunes chains at them. For one
 * thread at a time; calls block on the database and the disk.
 */
public final class AuditKeeper {
  /** Checkpoints are told here too, for a log collector to take away: `logger` of that name. */
  private static final Logger CHECKPOINTS = LoggerFactory.getLogger("io.plenum.audit.checkpoint");

  private static final Logger log = LoggerFactory.getLogger(AuditKeeper.class);

  /** So much at most could be taken off a chain's end without a checkpoint to tell. */
  public static final Duration LONGEST_UNSIGNED = Duration.ofHours(1);

  /** More entries than this are signed for before the hour is over. */
  public static final int MOST_UNSIGNED = 1_000;

  /** Rows deleted in one transaction, so that others need not wait long. */
  private static final int PRUNED_AT_ONCE = 500;

  private final Database database;
  private final AuditLog audit;
  private final StatementSigner signer;
  private final LineFolder folder;
  private final InstantSource clock;
  private final ToIntFunction<String> keptDays;

  /**
   * A keeper that has done nothing yet.
   *
   * @param folder outside the database
   * @param keptDays of an account's id: how many days its entries are kept; 0: for ever
   */
  public AuditKeeper(
      Database database,
      AuditLog audit,
      StatementSigner signer,
      LineFolder folder,
      InstantSource clock,
      ToIntFunction<String> keptDays) {
    this.database = database;
    this.audit = audit;
    this.signer = signer;
    this.folder = folder;
    this.clock = clock;
    this.keptDays = keptDays;
  }

  private record End(String account, long seq, String hash, long atMs) {}

  /** Signs for the chains that are due; returns for how many. */
  public int signDue() throws IOException {
    return sign(MOST_UNSIGNED, clock.instant().minus(LONGEST_UNSIGNED).toEpochMilli());
  }

  /** Signs for every chain that grew since its last checkpoint; returns for how many. */
  public int signAll() throws IOException {
    return sign(1, Long.MAX_VALUE);
  }

  private int sign(int unsigned, long signedBeforeMs) throws IOException {
    List<Statement> due =
        database
            .read(
                handle ->
                    handle
                        .createQuery(
                            // Only an end that fits its entry is worth a signature.
                            """
                            SELECT c.account_id, c.last_seq, c.last_hash, c.last_at
                            FROM audit_chain c JOIN audit_entry e
                              ON e.account_id = c.account_id AND e.seq = c.last_seq
                              AND e.hash = c.last_hash
                            WHERE c.last_seq > c.signed_seq
                              AND (c.last_seq - c.signed_seq >= ? OR c.signed_at <= ?)
                            ORDER BY c.account_id\
                            """)
                        .bind(0, unsigned)
                        .bind(1, signedBeforeMs)
                        .map(
                            (row, context) ->
                                new End(
                                    row.getString(1),
                                    row.getLong(2),
                                    row.getString(3),
                                    row.getLong(4)))
                        .list())
            .stream()
            .map(end -> statement(Statement.Kind.CHECKPOINT, end))
            .toList();
    publish(due);
    if (!due.isEmpty()) {
      database.write(
          handle -> {
            due.forEach(said -> CheckpointRows.signed(handle, said));
            return null;
          });
    }
    return due.size();
  }

  private Statement statement(Statement.Kind kind, End end) {
    return new Statement(
        kind, end.account, end.seq, end.hash, Math.max(clock.millis(), end.atMs), audit.node());
  }

  /** On the disk outside the database first: a statement that is lost afterwards does no harm. */
  private void publish(List<Statement> statements) throws IOException {
    if (statements.isEmpty()) {
      return;
    }
    List<String> lines = statements.stream().map(signer::sign).map(Statement.Signed::line).toList();
    folder.append(YearMonth.from(clock.instant().atZone(ZoneOffset.UTC)), lines);
    lines.forEach(CHECKPOINTS::info);
  }

  /** Prunes each chain at the newest checkpoint that its account's retention allows. */
  public void prune() throws IOException {
    for (CheckpointRows.Kept kept : database.read(CheckpointRows::kept)) {
      int days = keptDays.applyAsInt(kept.account());
      if (days > 0) {
        Instant until = clock.instant().minus(Duration.ofDays(days));
        giveUp(kept, until);
      }
      deleteGivenUp(kept.account());
    }
  }

  private void giveUp(CheckpointRows.Kept kept, Instant until) throws IOException {
    Optional<CheckpointRows.Point> found =
        database.read(handle -> CheckpointRows.newestBefore(handle, kept, until.toEpochMilli()));
    if (found.isEmpty()) {
      return;
    }
    CheckpointRows.Point point = found.get();
    if (!point.fits()) {
      log.error(
          "The log of account {} is not pruned: entry {} is not the one that was signed. Run"
              + " `plenum audit verify`",
          kept.account(),
          point.seq());
      return;
    }
    End end = new End(kept.account(), point.seq(), point.hash(), 0);
    publish(List.of(statement(Statement.Kind.PRUNED, end)));
    AuditEvent pruned =
        new AuditEvent(
            kept.account(),
            AuditKind.LOG_PRUNED,
            Actor.SERVER,
            Optional.empty(),
            Map.of("through", point.seq()),
            Map.of());
    database.write(
        handle -> {
          CheckpointRows.giveUp(handle, kept.account(), point.seq());
          audit.append(handle, pruned);
          return null;
        });
  }

  private void deleteGivenUp(String account) {
    int deleted = PRUNED_AT_ONCE;
    while (deleted == PRUNED_AT_ONCE) {
      deleted =
          database.write(handle -> CheckpointRows.deleteGivenUp(handle, account, PRUNED_AT_ONCE));
    }
  }
}
