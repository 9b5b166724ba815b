package io.plenum.signaling.audit;

import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * What the database knows of checkpoints and pruning. Only to work with: a verification does not
 * look here. Every method runs inside its caller's transaction.
 */
final class CheckpointRows {
  private CheckpointRows() {}

  /** How far an account's chain is given up. */
  record Kept(String account, long prunedSeq) {}

  /**
   * A checkpoint.
   *
   * @param fits whether its entry is still there and has that hash
   */
  record Point(long seq, String hash, boolean fits) {}

  /** A checkpoint has left the database. */
  static void signed(Handle handle, Statement said) {
    handle.execute(
        "INSERT INTO audit_checkpoint (account_id, seq, hash, at) VALUES (?, ?, ?, ?)"
            + " ON CONFLICT (account_id, seq) DO NOTHING",
        said.account(),
        said.seq(),
        said.hash(),
        said.atMs());
    handle.execute(
        "UPDATE audit_chain SET signed_seq = ?, signed_at = ?"
            + " WHERE account_id = ? AND signed_seq < ?",
        said.seq(),
        said.atMs(),
        said.account(),
        said.seq());
  }

  /** Every chain that has a checkpoint. */
  static List<Kept> kept(Handle handle) {
    return handle
        .createQuery(
            "SELECT account_id, pruned_seq FROM audit_chain WHERE signed_seq > 0"
                + " ORDER BY account_id")
        .map((row, context) -> new Kept(row.getString(1), row.getLong(2)))
        .list();
  }

  /** The newest checkpoint before a time, if the chain is not given up to it already. */
  static Optional<Point> newestBefore(Handle handle, Kept kept, long untilMs) {
    return handle
        .createQuery(
            """
            SELECT c.seq, c.hash, e.hash FROM audit_checkpoint c
            LEFT JOIN audit_entry e ON e.account_id = c.account_id AND e.seq = c.seq
            WHERE c.account_id = ? AND c.at < ? AND c.seq > ?
            ORDER BY c.seq DESC LIMIT 1\
            """)
        .bind(0, kept.account())
        .bind(1, untilMs)
        .bind(2, kept.prunedSeq())
        .map(
            (row, context) ->
                new Point(
                    row.getLong(1), row.getString(2), row.getString(2).equals(row.getString(3))))
        .findOne();
  }

  static void giveUp(Handle handle, String account, long seq) {
    handle.execute(
        "UPDATE audit_chain SET pruned_seq = ? WHERE account_id = ? AND pruned_seq < ?",
        seq,
        account,
        seq);
  }

  /** Deletes some of the oldest entries that are given up; returns how many. */
  static int deleteGivenUp(Handle handle, String account, int limit) {
    List<Long> given =
        handle
            .createQuery(
                "SELECT e.seq FROM audit_entry e JOIN audit_chain c"
                    + " ON c.account_id = e.account_id AND e.seq <= c.pruned_seq"
                    + " WHERE e.account_id = ? ORDER BY e.seq LIMIT ?")
            .bind(0, account)
            .bind(1, limit)
            .mapTo(Long.class)
            .list();
    if (given.isEmpty()) {
      return 0;
    }
    long last = given.getLast();
    delete(handle, "audit_personal", account, "seq <= ?", last);
    delete(handle, "audit_entry", account, "seq <= ?", last);
    // The one at the new beginning stays: the first entry that is kept follows from it.
    delete(handle, "audit_checkpoint", account, "seq < ?", last);
    return given.size();
  }

  private static void delete(Handle handle, String table, String account, String which, long seq) {
    handle.execute("DELETE FROM " + table + " WHERE account_id = ? AND " + which, account, seq);
  }
}
