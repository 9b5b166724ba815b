package io.plenum.signaling.invite;

import io.plenum.signaling.search.SearchText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The rows of invites. Every method runs inside a transaction of its caller. */
final class InviteRows {
  private static final String SELECT =
      "SELECT id, meeting_id, user_id, email, name, role, invited_by, invited_at FROM invite ";

  private InviteRows() {}

  /** A user who can be invited. */
  record Known(String id, String name, String email) {}

  static void put(Handle handle, Invite invite) {
    handle.execute(
        """
        INSERT INTO invite
          (id, meeting_id, user_id, email, name, words, role, invited_by, invited_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (meeting_id, email) DO UPDATE SET user_id = excluded.user_id,
          name = excluded.name, words = excluded.words, role = excluded.role\
        """,
        invite.id(),
        invite.meetingId(),
        invite.userId().orElse(null),
        invite.email(),
        invite.name(),
        SearchText.write(invite.name() + " " + invite.email()),
        invite.role().text(),
        invite.invitedBy(),
        invite.invitedAt().toEpochMilli());
  }

  static void delete(Handle handle, String id) {
    handle.execute("DELETE FROM invite WHERE id = ?", id);
  }

  static int count(Handle handle, String meetingId) {
    return handle
        .createQuery("SELECT count(*) FROM invite WHERE meeting_id = ?")
        .bind(0, meetingId)
        .mapTo(Integer.class)
        .one();
  }

  static List<Invite> ofMeeting(Handle handle, String meetingId) {
    return handle
        .createQuery(SELECT + "WHERE meeting_id = ? ORDER BY invited_at, id")
        .bind(0, meetingId)
        .map((row, context) -> read(row))
        .list();
  }

  /** What was invited after somebody, the earliest first. */
  static List<Invite> page(Handle handle, String meetingId, long after, String afterId, int limit) {
    return handle
        .createQuery(
            SELECT
                + "WHERE meeting_id = ? AND (invited_at, id) > (?, ?)"
                + " ORDER BY invited_at, id LIMIT ?")
        .bind(0, meetingId)
        .bind(1, after)
        .bind(2, afterId)
        .bind(3, limit)
        .map((row, context) -> read(row))
        .list();
  }

  static Optional<Invite> byId(Handle handle, String meetingId, String id) {
    return handle
        .createQuery(SELECT + "WHERE meeting_id = ? AND id = ?")
        .bind(0, meetingId)
        .bind(1, id)
        .map((row, context) -> read(row))
        .findOne();
  }

  static Optional<Invite> byEmail(Handle handle, String meetingId, String email) {
    return handle
        .createQuery(SELECT + "WHERE meeting_id = ? AND email = ?")
        .bind(0, meetingId)
        .bind(1, email)
        .map((row, context) -> read(row))
        .findOne();
  }

  /** Invites of an account's meetings to an address that was nobody's yet. */
  static List<Invite> unclaimed(Handle handle, String accountId, String email) {
    return handle
        .createQuery(
            SELECT
                + "WHERE email = ? AND user_id IS NULL AND meeting_id IN"
                + " (SELECT id FROM meeting WHERE account_id = ?)")
        .bind(0, email)
        .bind(1, accountId)
        .map((row, context) -> read(row))
        .list();
  }

  static void claim(Handle handle, String id, String userId) {
    handle.execute("UPDATE invite SET user_id = ? WHERE id = ?", userId, id);
  }

  static Optional<Known> user(Handle handle, String accountId, String userId) {
    return known(handle, "id = ? AND account_id = ?", userId, accountId);
  }

  static Optional<Known> userByEmail(Handle handle, String accountId, String email) {
    return known(handle, "email = ? AND account_id = ?", email, accountId);
  }

  private static Optional<Known> known(Handle handle, String where, String key, String accountId) {
    return handle
        .createQuery("SELECT id, name, email FROM account_user WHERE " + where)
        .bind(0, key)
        .bind(1, accountId)
        .map((row, context) -> new Known(row.getString(1), row.getString(2), row.getString(3)))
        .findOne();
  }

  private static Invite read(ResultSet row) throws SQLException {
    return new Invite(
        row.getString(1),
        row.getString(2),
        Optional.ofNullable(row.getString(3)),
        row.getString(4),
        row.getString(5),
        Invite.Role.of(row.getString(6)),
        row.getString(7),
        Instant.ofEpochMilli(row.getLong(8)));
  }
}
