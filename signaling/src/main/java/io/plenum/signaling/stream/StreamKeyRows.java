package io.plenum.signaling.stream;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Rows of {@code stream_key}. Every method runs inside a transaction of its caller. */
final class StreamKeyRows {
  private static final String SELECT =
      "SELECT k.id, k.meeting_id, k.scope, k.name, k.created_at, k.expires_at FROM stream_key k ";

  /** A key is as good as the authority of whoever made it. */
  private static final String WHERE_IT_STANDS =
      "JOIN meeting m ON m.id = k.meeting_id AND m.deleted_at IS NULL AND m.organizer_id ="
          + " k.made_by JOIN account_user u ON u.id = k.made_by AND u.disabled_at IS NULL ";

  private StreamKeyRows() {}

  static void insert(Handle handle, StreamKey key, String madeBy, String secretHash) {
    handle.execute(
        """
        INSERT INTO stream_key
          (id, meeting_id, made_by, scope, name, secret_hash, created_at, expires_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?)\
        """,
        key.id(),
        key.meetingId(),
        madeBy,
        key.scope().text(),
        key.name(),
        secretHash,
        key.createdAt().toEpochMilli(),
        key.expiresAt().toEpochMilli());
  }

  /** Of those that have not expired. */
  static int count(Handle handle, String meetingId, Instant now) {
    return handle
        .createQuery("SELECT count(*) FROM stream_key WHERE meeting_id = ? AND expires_at > ?")
        .bind(0, meetingId)
        .bind(1, now.toEpochMilli())
        .mapTo(Integer.class)
        .one();
  }

  /** The oldest first. */
  static List<StreamKey> ofMeeting(Handle handle, String meetingId) {
    return handle
        .createQuery(SELECT + "WHERE k.meeting_id = ? ORDER BY k.created_at, k.id")
        .bind(0, meetingId)
        .map((row, context) -> read(row))
        .list();
  }

  static Optional<StreamKey> ofMeeting(Handle handle, String meetingId, String id) {
    return handle
        .createQuery(SELECT + "WHERE k.meeting_id = ? AND k.id = ?")
        .bind(0, meetingId)
        .bind(1, id)
        .map((row, context) -> read(row))
        .findOne();
  }

  /** One that stands. */
  static Optional<StreamKey> bySecret(Handle handle, String secretHash) {
    return handle
        .createQuery(SELECT + WHERE_IT_STANDS + "WHERE k.secret_hash = ?")
        .bind(0, secretHash)
        .map((row, context) -> read(row))
        .findOne();
  }

  static boolean stands(Handle handle, String id) {
    return handle
        .createQuery(SELECT + WHERE_IT_STANDS + "WHERE k.id = ?")
        .bind(0, id)
        .map((row, context) -> read(row))
        .findOne()
        .isPresent();
  }

  /** Forgets those that expired before, and those of somebody who organizes no more. */
  static int sweep(Handle handle, Instant expired) {
    return handle.execute(
        "DELETE FROM stream_key WHERE expires_at < ? OR made_by <>"
            + " (SELECT organizer_id FROM meeting WHERE id = stream_key.meeting_id)",
        expired.toEpochMilli());
  }

  static void delete(Handle handle, String id) {
    handle.execute("DELETE FROM stream_key WHERE id = ?", id);
  }

  private static StreamKey read(ResultSet row) throws SQLException {
    return new StreamKey(
        row.getString(1),
        row.getString(2),
        StreamScope.of(row.getString(3)),
        row.getString(4),
        Instant.ofEpochMilli(row.getLong(5)),
        Instant.ofEpochMilli(row.getLong(6)));
  }
}
