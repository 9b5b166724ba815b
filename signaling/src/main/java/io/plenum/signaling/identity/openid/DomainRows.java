package io.plenum.signaling.identity.openid;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Rows of domains. Every method runs inside a transaction of its caller. */
final class DomainRows {
  private static final String SELECT =
      "SELECT domain, proof, proven_at IS NOT NULL FROM sign_on_domain ";

  private DomainRows() {}

  static List<Domain> ofAccount(Handle handle, String accountId) {
    return handle
        .createQuery(SELECT + "WHERE account_id = ? ORDER BY domain")
        .bind(0, accountId)
        .map(DomainRows::read)
        .list();
  }

  static Optional<Domain> ofAccount(Handle handle, String accountId, String domain) {
    return handle
        .createQuery(SELECT + "WHERE account_id = ? AND domain = ?")
        .bind(0, accountId)
        .bind(1, domain)
        .map(DomainRows::read)
        .findOne();
  }

  /** The account that proved this domain to be its own. */
  static Optional<String> owner(Handle handle, String domain) {
    return handle
        .createQuery(
            "SELECT account_id FROM sign_on_domain WHERE domain = ? AND proven_at IS NOT NULL")
        .bind(0, domain)
        .mapTo(String.class)
        .findOne();
  }

  static void insert(Handle handle, String accountId, Domain domain) {
    handle.execute(
        "INSERT INTO sign_on_domain (account_id, domain, proof) VALUES (?, ?, ?)",
        accountId,
        domain.name(),
        domain.proof());
  }

  /** Whoever proved it last has it: what the name service says now is the truth. */
  static void prove(Handle handle, String accountId, String domain, long nowMs) {
    handle.execute("UPDATE sign_on_domain SET proven_at = NULL WHERE domain = ?", domain);
    handle.execute(
        "UPDATE sign_on_domain SET proven_at = ? WHERE account_id = ? AND domain = ?",
        nowMs,
        accountId,
        domain);
  }

  static boolean delete(Handle handle, String accountId, String domain) {
    return handle.execute(
            "DELETE FROM sign_on_domain WHERE account_id = ? AND domain = ?", accountId, domain)
        == 1;
  }

  static void deleteAllOf(Handle handle, String accountId) {
    handle.execute("DELETE FROM sign_on_domain WHERE account_id = ?", accountId);
  }

  private static Domain read(ResultSet row, StatementContext context) throws SQLException {
    return new Domain(row.getString(1), row.getString(2), row.getBoolean(3));
  }
}
