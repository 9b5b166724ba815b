package io.plenum.signaling.identity;

import io.plenum.signaling.access.Role;
import io.plenum.signaling.page.Page;
import io.plenum.signaling.page.PageRequest;
import io.plenum.signaling.page.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Rows of users; who is being deleted does not count, nor does anybody of an account that ended.
 * Every method runs inside a transaction of its caller.
 */
final class UserRows {
  /** As a password hash: no password fits. */
  static final String NO_PASSWORD = "";

  /** Of {@link #read}; whatever follows has the columns from {@link #NEXT_COLUMN} on. */
  static final String COLUMNS =
      "u.id, u.account_id, a.name, u.name, u.email, u.role, u.must_change_password,"
          + " u.disabled_at IS NOT NULL, u.mute_on_entry, u.stands_for, u.created_at";

  static final int NEXT_COLUMN = 12;

  /** Without this a user does not count. */
  static final String THERE = "u.ended_at IS NULL AND a.ended_at IS NULL ";

  private static final String FROM =
      " FROM account_user u JOIN account a ON a.id = u.account_id WHERE " + THERE;

  private static final Place BEFORE_ALL = new Place(Long.MIN_VALUE, "");

  private UserRows() {}

  /** A user and what their password is checked against. */
  record WithPassword(User user, String passwordHash) {
    /** Does not show the hash. */
    @Override
    public String toString() {
      return user.toString();
    }
  }

  /**
   * False: somebody has this e-mail address.
   *
   * @param passwordHash as {@link PasswordHasher} makes it, or {@link #NO_PASSWORD}
   * @param validUntil when a password that must be changed stops working
   */
  static boolean insert(
      Handle handle, User user, String passwordHash, Optional<Instant> validUntil) {
    return handle.execute(
            "INSERT INTO account_user (id, account_id, name, email, role, password_hash,"
                + " created_at, must_change_password, password_valid_until, stands_for)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (email) DO NOTHING",
            user.id(),
            user.accountId(),
            user.name(),
            user.email(),
            user.role().text(),
            passwordHash,
            user.createdAt().toEpochMilli(),
            user.mustChangePassword() ? 1 : 0,
            validUntil.map(Instant::toEpochMilli).orElse(null),
            user.standsFor().orElse(null))
        == 1;
  }

  /** Who may sign in with this address and a password. */
  static Optional<WithPassword> byEmail(Handle handle, String email, Instant now) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + ", u.password_hash"
                + FROM
                + "AND u.email = ? AND u.disabled_at IS NULL AND u.password_hash <> ''"
                + " AND (u.password_valid_until IS NULL OR u.password_valid_until > ?)")
        .bind(0, normal(email))
        .bind(1, now.toEpochMilli())
        .map(UserRows::readWithPassword)
        .findOne();
  }

  static Optional<WithPassword> withPassword(Handle handle, String id) {
    return handle
        .createQuery("SELECT " + COLUMNS + ", u.password_hash" + FROM + "AND u.id = ?")
        .bind(0, id)
        .map(UserRows::readWithPassword)
        .findOne();
  }

  static Optional<User> byId(Handle handle, String id) {
    return handle
        .createQuery("SELECT " + COLUMNS + FROM + "AND u.id = ?")
        .bind(0, id)
        .map(UserRows::read)
        .findOne();
  }

  /** A person of this account; nobody who acts for another. */
  static Optional<User> person(Handle handle, String accountId, String id) {
    return byId(handle, id)
        .filter(user -> user.accountId().equals(accountId) && user.standsFor().isEmpty());
  }

  /** The user of an account that stands for a partner admin. */
  static Optional<User> standingFor(Handle handle, String accountId, String partnerAdmin) {
    return handle
        .createQuery("SELECT " + COLUMNS + FROM + "AND u.account_id = ? AND u.stands_for = ?")
        .bind(0, accountId)
        .bind(1, partnerAdmin)
        .map(UserRows::read)
        .findOne();
  }

  /** Who has this address, whether they may sign in or not. */
  static Optional<User> anyByEmail(Handle handle, String email) {
    return handle
        .createQuery("SELECT " + COLUMNS + FROM + "AND u.email = ?")
        .bind(0, normal(email))
        .map(UserRows::read)
        .findOne();
  }

  /** The people of all accounts, by account, oldest first. */
  static List<User> all(Handle handle, int limit) {
    return handle
        .createQuery(
            "SELECT "
                + COLUMNS
                + FROM
                + "AND u.stands_for IS NULL"
                + " ORDER BY a.created_at, a.id, u.created_at, u.id LIMIT ?")
        .bind(0, limit)
        .map(UserRows::read)
        .list();
  }

  /** The people of an account, oldest first. */
  static Page<User> ofAccount(Handle handle, String accountId, PageRequest wanted) {
    Place after = wanted.after().orElse(BEFORE_ALL);
    List<User> rows =
        handle
            .createQuery(
                "SELECT "
                    + COLUMNS
                    + FROM
                    + "AND u.account_id = ? AND u.stands_for IS NULL"
                    + " AND (u.created_at, u.id) > (?, ?) ORDER BY u.created_at, u.id LIMIT ?")
            .bind(0, accountId)
            .bind(1, after.number())
            .bind(2, after.id())
            .bind(3, wanted.rows())
            .map(UserRows::read)
            .list();
    return Page.of(rows, wanted, user -> new Place(user.createdAt().toEpochMilli(), user.id()));
  }

  /** How many people of an account may administer it. */
  static int admins(Handle handle, String accountId) {
    return handle
        .createQuery(
            "SELECT count(*)"
                + FROM
                + "AND u.account_id = ? AND u.stands_for IS NULL AND u.disabled_at IS NULL"
                + " AND u.role IN ('partner-admin', 'customer-admin')")
        .bind(0, accountId)
        .mapTo(Integer.class)
        .one();
  }

  static void rename(Handle handle, String id, String name) {
    change(handle, id, "name = ?", name);
  }

  static void changeRole(Handle handle, String id, Role role) {
    change(handle, id, "role = ?", role.text());
  }

  static void muteOnEntry(Handle handle, String id, boolean mute) {
    change(handle, id, "mute_on_entry = ?", mute ? 1 : 0);
  }

  static void disable(Handle handle, String id, Instant now) {
    change(handle, id, "disabled_at = coalesce(disabled_at, ?)", now.toEpochMilli());
  }

  static void enable(Handle handle, String id) {
    change(handle, id, "disabled_at = ?", (Object) null);
  }

  /** A password that somebody chose for themselves. */
  static void choosePassword(Handle handle, String id, String hash) {
    change(
        handle,
        id,
        "password_hash = ?, must_change_password = 0, password_valid_until = NULL",
        hash);
  }

  /** A password that was made for them, to be changed before anything else. */
  static void givePassword(Handle handle, String id, String hash, Instant validUntil) {
    change(
        handle,
        id,
        "password_hash = ?, must_change_password = 1, password_valid_until = ?",
        hash,
        validUntil.toEpochMilli());
  }

  /** From now on the user does not count, and the address is free for somebody else. */
  static void end(Handle handle, String id, Instant now) {
    change(
        handle, id, "ended_at = ?, email = id, password_hash = ?", now.toEpochMilli(), NO_PASSWORD);
  }

  private static void change(Handle handle, String id, String what, Object... values) {
    Object[] bound = Arrays.copyOf(values, values.length + 1);
    bound[values.length] = id;
    handle.execute(
        "UPDATE account_user SET " + what + ", version = version + 1 WHERE id = ?", bound);
  }

  private static WithPassword readWithPassword(ResultSet row, StatementContext context)
      throws SQLException {
    return new WithPassword(read(row, context), row.getString(NEXT_COLUMN));
  }

  static User read(ResultSet row, StatementContext context) throws SQLException {
    return new User(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        Role.of(row.getString(6)),
        row.getInt(7) != 0,
        row.getBoolean(8),
        row.getInt(9) != 0,
        Optional.ofNullable(row.getString(10)),
        Instant.ofEpochMilli(row.getLong(11)));
  }

  /** E-mail addresses are compared without case, as every mail provider in use does. */
  static String normal(String email) {
    return email.strip().toLowerCase(Locale.ROOT);
  }
}
