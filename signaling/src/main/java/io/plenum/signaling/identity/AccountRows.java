package io.plenum.signaling.identity;

import io.vertx.core.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Rows of accounts; those that ended do not count. Each method runs in its caller's transaction.
 */
final class AccountRows {
  private static final String SELECT =
      "SELECT id, name, region, managed_by, settings, version, created_at FROM account WHERE"
          + " ended_at IS NULL ";

  private AccountRows() {}

  /** Whether anybody set Plenum up; an account that ended counts. */
  static boolean any(Handle handle) {
    return handle.createQuery("SELECT EXISTS (SELECT 1 FROM account)").mapTo(Boolean.class).one();
  }

  static void insert(Handle handle, Account account) {
    handle.execute(
        "INSERT INTO account (id, name, region, managed_by, settings, version, created_at) VALUES"
            + " (?, ?, ?, ?, ?, ?, ?)",
        account.id(),
        account.name(),
        account.region().text(),
        account.managedBy().orElse(null),
        account.settings().toJson().encode(),
        account.version(),
        account.createdAt().toEpochMilli());
  }

  static Optional<Account> byId(Handle handle, String id) {
    return handle.createQuery(SELECT + "AND id = ?").bind(0, id).map(AccountRows::read).findOne();
  }

  static Account read(ResultSet row, StatementContext context) throws SQLException {
    return new Account(
        row.getString(1),
        row.getString(2),
        Region.of(row.getString(3)),
        Optional.ofNullable(row.getString(4)),
        AccountSettings.STANDARD.with(new JsonObject(row.getString(5))),
        row.getLong(6),
        Instant.ofEpochMilli(row.getLong(7)));
  }
}
