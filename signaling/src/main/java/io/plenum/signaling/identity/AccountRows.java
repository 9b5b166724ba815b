package io.plenum.signaling.identity;

import io.plenum.signaling.page.Page;
import io.plenum.signaling.page.PageRequest;
import io.plenum.signaling.page.Place;
import io.vertx.core.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
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

  private static final Place BEFORE_ALL = new Place(Long.MIN_VALUE, "");

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

  /** Oldest first. */
  static List<Account> all(Handle handle, int limit) {
    return handle
        .createQuery(SELECT + "ORDER BY created_at, id LIMIT ?")
        .bind(0, limit)
        .map(AccountRows::read)
        .list();
  }

  /** Oldest first. */
  static Page<Account> managedBy(Handle handle, String partnerAccountId, PageRequest wanted) {
    Place after = wanted.after().orElse(BEFORE_ALL);
    List<Account> rows =
        handle
            .createQuery(
                SELECT
                    + "AND managed_by = ? AND (created_at, id) > (?, ?)"
                    + " ORDER BY created_at, id LIMIT ?")
            .bind(0, partnerAccountId)
            .bind(1, after.number())
            .bind(2, after.id())
            .bind(3, wanted.rows())
            .map(AccountRows::read)
            .list();
    return Page.of(
        rows, wanted, account -> new Place(account.createdAt().toEpochMilli(), account.id()));
  }

  static void update(Handle handle, Account account) {
    handle.execute(
        "UPDATE account SET name = ?, settings = ?, version = ? WHERE id = ?",
        account.name(),
        account.settings().toJson().encode(),
        account.version(),
        account.id());
  }

  /** From now on the account does not count. */
  static void end(Handle handle, String id, Instant now) {
    handle.execute("UPDATE account SET ended_at = ? WHERE id = ?", now.toEpochMilli(), id);
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
