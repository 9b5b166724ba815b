package io.plenum.signaling.identity;

import io.plenum.signaling.access.Role;
import io.plenum.signaling.page.Page;
import io.plenum.signaling.page.PageRequest;
import io.plenum.signaling.page.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/** Rows of users and accounts. Every method runs inside a transaction of its caller. */
final class Users {
  private static final String SELECT =
      "SELECT u.id, u.account_id, a.name, u.name, u.email, u.role, u.password_hash,"
          + " u.created_at FROM account_user u JOIN account a ON a.id = u.account_id ";

  private static final Place BEFORE_ALL = new Place(Long.MIN_VALUE, "");

  private Users() {}

  /** A user and what their password is checked against. */
  record WithPassword(User user, String passwordHash) {}

  static boolean anyAccount(Handle handle) {
    return handle.createQuery("SELECT EXISTS (SELECT 1 FROM account)").mapTo(Boolean.class).one();
  }

  static void insertAccount(Handle handle, String id, String name, long nowMs) {
    handle.execute("INSERT INTO account (id, name, created_at) VALUES (?, ?, ?)", id, name, nowMs);
  }

  /** False: somebody has this e-mail address. */
  static boolean insert(Handle handle, User user, String passwordHash, long nowMs) {
    return handle.execute(
            "INSERT INTO account_user (id, account_id, name, email, role, password_hash,"
                + " created_at) VALUES (?, ?, ?, ?, ?, ?, ?) ON CONFLICT (email) DO NOTHING",
            user.id(),
            user.accountId(),
            user.name(),
            user.email(),
            user.role().text(),
            passwordHash,
            nowMs)
        == 1;
  }

  static Optional<WithPassword> byEmail(Handle handle, String email) {
    return handle
        .createQuery(SELECT + "WHERE u.email = ?")
        .bind(0, normal(email))
        .map((row, context) -> new WithPassword(read(row, context), row.getString(7)))
        .findOne();
  }

  static Optional<User> byId(Handle handle, String id) {
    return handle.createQuery(SELECT + "WHERE u.id = ?").bind(0, id).map(Users::read).findOne();
  }

  /** Oldest first. */
  static Page<User> ofAccount(Handle handle, String accountId, PageRequest wanted) {
    Place after = wanted.after().orElse(BEFORE_ALL);
    List<Listed> rows =
        handle
            .createQuery(
                SELECT
                    + "WHERE u.account_id = ? AND (u.created_at, u.id) > (?, ?)"
                    + " ORDER BY u.created_at, u.id LIMIT ?")
            .bind(0, accountId)
            .bind(1, after.number())
            .bind(2, after.id())
            .bind(3, wanted.rows())
            .map((row, context) -> new Listed(read(row, context), row.getLong(8)))
            .list();
    Page<Listed> page = Page.of(rows, wanted, Listed::place);
    return new Page<>(page.items().stream().map(Listed::user).toList(), page.next());
  }

  private record Listed(User user, long createdAtMs) {
    Place place() {
      return new Place(createdAtMs, user.id());
    }
  }

  private static User read(ResultSet row, StatementContext context) throws SQLException {
    return new User(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        Role.of(row.getString(6)));
  }

  /** E-mail addresses are compared without case, as every mail provider in use does. */
  static String normal(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }
}
