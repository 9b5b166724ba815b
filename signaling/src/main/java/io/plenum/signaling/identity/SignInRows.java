package io.plenum.signaling.identity;

import io.plenum.signaling.access.Role;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * Rows of sign-ins. One that ends takes the roles that were assumed from it along. Every method
 * runs inside a transaction of its caller.
 */
final class SignInRows {
  private static final String STANDS = " revoked_at IS NULL AND expires_at > ? ";

  private SignInRows() {}

  static void insert(
      Handle handle, String id, String userId, Device device, Instant now, Instant expiresAt) {
    handle.execute(
        "INSERT INTO sign_in (id, user_id, device, address, created_at, used_at, expires_at)"
            + " VALUES (?, ?, ?, ?, ?, ?, ?)",
        id,
        userId,
        device.name(),
        device.source(),
        now.toEpochMilli(),
        now.toEpochMilli(),
        expiresAt.toEpochMilli());
  }

  /** Makes a sign-in one of an assumed role. */
  static void assume(Handle handle, String id, Role role, String from) {
    handle.execute(
        "UPDATE sign_in SET assumed_role = ?, assumed_from = ? WHERE id = ?",
        role.text(),
        from,
        id);
  }

  /** Goes on until `expiresAt`, from where the device is now. */
  static void use(Handle handle, String id, Device device, Instant now, Instant expiresAt) {
    handle.execute(
        "UPDATE sign_in SET expires_at = ?, used_at = ?, device = ?, address = ? WHERE id = ?",
        expiresAt.toEpochMilli(),
        now.toEpochMilli(),
        device.name(),
        device.source(),
        id);
  }

  /** Whom a sign-in that still stands is for. */
  static Optional<Principal> principal(Handle handle, String id, Instant now) {
    return handle
        .createQuery(
            "SELECT "
                + UserRows.COLUMNS
                + ", s.assumed_role FROM sign_in s JOIN account_user u ON u.id = s.user_id"
                + " JOIN account a ON a.id = u.account_id WHERE s.id = ? AND s.revoked_at IS NULL"
                + " AND s.expires_at > ? AND u.disabled_at IS NULL AND "
                + UserRows.THERE)
        .bind(0, id)
        .bind(1, now.toEpochMilli())
        .map(
            (row, context) -> {
              User user = UserRows.read(row, context);
              String assumed = row.getString(UserRows.NEXT_COLUMN);
              return principal(assumed == null ? user : user.in(Role.of(assumed)), id);
            })
        .findOne();
  }

  static Principal principal(User user, String signInId) {
    return new Principal(
        user.id(),
        user.accountId(),
        user.name(),
        user.role(),
        signInId,
        user.standsFor(),
        user.mustChangePassword(),
        Set.of());
  }

  /** The sign-ins of a user that stand, the one used last first. */
  static List<SignIn> ofUser(Handle handle, String userId, Instant now) {
    return handle
        .createQuery(
            "SELECT id, device, address, created_at, used_at FROM sign_in WHERE user_id = ? AND"
                + STANDS
                + "ORDER BY used_at DESC, id")
        .bind(0, userId)
        .bind(1, now.toEpochMilli())
        .map(
            (row, context) ->
                new SignIn(
                    row.getString(1),
                    new Device(row.getString(2), row.getString(3)),
                    Instant.ofEpochMilli(row.getLong(4)),
                    Instant.ofEpochMilli(row.getLong(5))))
        .list();
  }

  /** Ends one; returns what ended: it, and the roles that were assumed from it. */
  static List<String> end(Handle handle, String id, Instant now) {
    return end(handle, "(id = ? OR assumed_from = ?)", now, id, id);
  }

  /** Ends all of a user, and the roles that they assumed in other accounts. */
  static List<String> endOfUser(Handle handle, String userId, Instant now) {
    return end(
        handle,
        "(user_id = ? OR user_id IN (SELECT id FROM account_user WHERE stands_for = ?))",
        now,
        userId,
        userId);
  }

  /** As {@link #endOfUser}, but for one sign-in and what was assumed from it. */
  static List<String> endOthers(Handle handle, String userId, String kept, Instant now) {
    return end(
        handle,
        "(user_id = ? OR user_id IN (SELECT id FROM account_user WHERE stands_for = ?))"
            + " AND id <> ? AND (assumed_from IS NULL OR assumed_from <> ?)",
        now,
        userId,
        userId,
        kept,
        kept);
  }

  /** Ends the roles that a user assumed in other accounts. */
  static List<String> endAssumed(Handle handle, String userId, Instant now) {
    return end(
        handle, "user_id IN (SELECT id FROM account_user WHERE stands_for = ?)", now, userId);
  }

  /** Ends all of an account. */
  static List<String> endOfAccount(Handle handle, String accountId, Instant now) {
    return end(
        handle, "user_id IN (SELECT id FROM account_user WHERE account_id = ?)", now, accountId);
  }

  private static List<String> end(Handle handle, String which, Instant now, Object... bound) {
    var update =
        handle
            .createQuery(
                "UPDATE sign_in SET revoked_at = ? WHERE revoked_at IS NULL AND "
                    + which
                    + " RETURNING id")
            .bind(0, now.toEpochMilli());
    for (int i = 0; i < bound.length; i++) {
      update.bind(i + 1, bound[i]);
    }
    return update.mapTo(String.class).list();
  }

  /** Deletes those that ran out, with their tokens; returns which stood until then. */
  static List<String> sweep(Handle handle, Instant now) {
    List<String> over =
        handle
            .createQuery("SELECT id FROM sign_in WHERE expires_at <= ? AND revoked_at IS NULL")
            .bind(0, now.toEpochMilli())
            .mapTo(String.class)
            .list();
    handle.execute("DELETE FROM sign_in WHERE expires_at <= ?", now.toEpochMilli());
    return over;
  }
}
