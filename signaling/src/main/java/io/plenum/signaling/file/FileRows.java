package io.plenum.signaling.file;

import io.plenum.signaling.page.PageRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.StatementContext;

/** The rows of files ({@code meeting_file}), in the caller's transaction. Stateless. */
final class FileRows {
  private static final String SELECT = "SELECT * FROM meeting_file ";

  private FileRows() {}

  /** An upload begins: from here on the object may exist. */
  static void begin(Handle handle, Upload upload) {
    handle.execute(
        """
        INSERT INTO meeting_file (id, account_id, meeting_id, cell, state, kind, name, media_type,
          duration_ms, user_id, seat_id, author, run_id, began_at)
        VALUES (?, ?, ?, ?, 'uploading', ?, ?, ?, ?, ?, ?, ?, ?, ?)\
        """,
        upload.id(),
        upload.by().accountId(),
        upload.by().meetingId(),
        upload.cell(),
        upload.file().kind().text(),
        upload.file().name().text(),
        SafeType.of(upload.file().mediaType()),
        upload.file().durationMs().orElse(null),
        upload.by().author().userId().orElse(null),
        upload.by().author().seatId().orElse(null),
        upload.by().author().name(),
        upload.runId(),
        upload.beganAt().toEpochMilli());
  }

  /** The object is there. Empty: the file or its meeting was deleted meanwhile. */
  static Optional<MeetingFile> finish(
      Handle handle, String id, long sizeBytes, String sha256, Instant at) {
    int changed =
        handle.execute(
            """
            UPDATE meeting_file SET state = 'ready', size_bytes = ?, sha256 = ?, added_at = ?
            WHERE id = ? AND state = 'uploading' AND EXISTS (SELECT 1 FROM meeting
              WHERE meeting.id = meeting_file.meeting_id AND meeting.deleted_at IS NULL)\
            """,
            sizeBytes,
            sha256,
            at.toEpochMilli(),
            id);
    return changed == 0 ? Optional.empty() : find(handle, id);
  }

  /** A file whose content is there, or was. */
  static Optional<MeetingFile> find(Handle handle, String id) {
    return handle
        .createQuery(SELECT + "WHERE id = ? AND state IN ('ready', 'lost')")
        .bind(0, id)
        .map(FileRows::read)
        .findOne();
  }

  /** A page of a meeting's files, newest first, of those that were added since. */
  static List<MeetingFile> list(
      Handle handle, String meetingId, Optional<Instant> since, PageRequest page) {
    Query query =
        handle
            .createQuery(
                SELECT
                    + "WHERE meeting_id = :meeting AND state IN ('ready', 'lost')"
                    + " AND added_at >= :since"
                    + page.after().map(place -> " AND (added_at, id) < (:at, :id)").orElse("")
                    + " ORDER BY added_at DESC, id DESC LIMIT :rows")
            .bind("meeting", meetingId)
            .bind("since", since.map(Instant::toEpochMilli).orElse(0L))
            .bind("rows", page.rows());
    page.after().ifPresent(place -> query.bind("at", place.number()).bind("id", place.id()));
    return query.map(FileRows::read).list();
  }

  /** What people wrote goes at once; the rest goes with the object. Whether it was not dead yet. */
  static boolean kill(Handle handle, String id) {
    return handle.execute(KILL + "AND id = ?", id) > 0;
  }

  static int killAllOf(Handle handle, String meetingId) {
    return handle.execute(KILL + "AND meeting_id = ?", meetingId);
  }

  static int killAllOfAccount(Handle handle, String accountId) {
    return handle.execute(KILL + "AND account_id = ?", accountId);
  }

  private static final String KILL =
      "UPDATE meeting_file SET state = 'dead', name = '', author = '' WHERE state <> 'dead' ";

  /** Kills the files of meetings that are gone. */
  static int killOrphans(Handle handle) {
    return handle.execute(
        KILL + "AND NOT EXISTS (SELECT 1 FROM meeting WHERE meeting.id = meeting_file.meeting_id)");
  }

  /** A dead file, or one that is being uploaded. */
  record Remnant(String id, String accountId, String meetingId, String cell) {
    io.plenum.storage.object.ObjectName object() {
      return MeetingFile.object(accountId, meetingId, id);
    }
  }

  /** Those in this state behind an id, in the order of ids. */
  static List<Remnant> remnants(Handle handle, FileState state, String afterId, int limit) {
    return handle
        .createQuery(SELECT + "WHERE state = ? AND id > ? ORDER BY id LIMIT ?")
        .bind(0, state.text())
        .bind(1, afterId)
        .bind(2, limit)
        .map(FileRows::remnant)
        .list();
  }

  /** The dead ones of a meeting. */
  static List<Remnant> deadOf(Handle handle, String meetingId) {
    return handle
        .createQuery(SELECT + "WHERE meeting_id = ? AND state = 'dead'")
        .bind(0, meetingId)
        .map(FileRows::remnant)
        .list();
  }

  /** Some dead ones of an account. */
  static List<Remnant> deadOfAccount(Handle handle, String accountId, int limit) {
    return handle
        .createQuery(SELECT + "WHERE account_id = ? AND state = 'dead' LIMIT ?")
        .bind(0, accountId)
        .bind(1, limit)
        .map(FileRows::remnant)
        .list();
  }

  /** The object is gone, so is the row. */
  static void forget(Handle handle, String id) {
    handle.execute("DELETE FROM meeting_file WHERE id = ? AND state = 'dead'", id);
  }

  static void mark(Handle handle, String id, FileState from, FileState to) {
    handle.execute(
        "UPDATE meeting_file SET state = ? WHERE id = ? AND state = ?", to.text(), id, from.text());
  }

  private static Remnant remnant(ResultSet row, StatementContext context) throws SQLException {
    return new Remnant(
        row.getString("id"),
        row.getString("account_id"),
        row.getString("meeting_id"),
        row.getString("cell"));
  }

  private static MeetingFile read(ResultSet row, StatementContext context) throws SQLException {
    long duration = row.getLong("duration_ms");
    Optional<Long> durationMs = row.wasNull() ? Optional.empty() : Optional.of(duration);
    return new MeetingFile(
        row.getString("id"),
        row.getString("account_id"),
        row.getString("meeting_id"),
        row.getString("cell"),
        FileKind.of(row.getString("kind")),
        row.getString("name"),
        row.getString("media_type"),
        row.getLong("size_bytes"),
        row.getString("sha256"),
        durationMs,
        new Author(
            Optional.ofNullable(row.getString("user_id")),
            Optional.ofNullable(row.getString("seat_id")),
            row.getString("author")),
        Instant.ofEpochMilli(row.getLong("added_at")),
        FileState.of(row.getString("state")) == FileState.LOST);
  }
}
