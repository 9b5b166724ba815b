package io.plenum.signaling.audit;

import org.jdbi.v3.core.Handle;

/**
 * The end of an account's chain: what the next entry comes after.
 *
 * @param seq of the last entry; 0 when there is none
 */
record ChainEnd(long seq, String hash, long atMs) {

  /**
   * The end, which nobody else can move until this transaction is over: the row is changed before
   * it is read, so that PostgreSQL locks it. SQLite has one writer anyway.
   */
  static ChainEnd claim(Handle handle, String accountId) {
    handle.execute(
        "INSERT INTO audit_chain (account_id, last_seq, last_hash, last_at) VALUES (?, 0, ?, 0)"
            + " ON CONFLICT (account_id) DO NOTHING",
        accountId,
        AuditHash.NONE);
    return handle
        .createQuery(
            "UPDATE audit_chain SET last_seq = last_seq WHERE account_id = ?"
                + " RETURNING last_seq, last_hash, last_at")
        .bind(0, accountId)
        .map((row, context) -> new ChainEnd(row.getLong(1), row.getString(2), row.getLong(3)))
        .one();
  }

  /** The chain now ends with this entry. */
  static void move(Handle handle, AuditEntry entry) {
    handle.execute(
        "UPDATE audit_chain SET last_seq = ?, last_hash = ?, last_at = ? WHERE account_id = ?",
        entry.seq(),
        entry.hash(),
        entry.atMs(),
        entry.accountId());
  }
}
