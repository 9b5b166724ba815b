package io.plenum.signaling.session;

import io.plenum.signaling.audit.AuditEvent;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.meeting.HomeRows;
import io.plenum.signaling.space.SpaceChange;
import io.plenum.signaling.space.SpaceKind;
import io.plenum.signaling.space.SpaceLog;
import io.plenum.storage.database.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;

/**
 * The rows of live sessions ({@code live_session}, {@code seat}). Any thread may call; calls block
 * on the database.
 */
public final class SessionRows {
  private final Database database;
  private final AuditLog audit;

  /** Reads and writes in this database. */
  public SessionRows(Database database, AuditLog audit) {
    this.database = database;
    this.audit = audit;
  }

  /**
   * Writes all changes, and what the audit log is to know of them, in one transaction, which is on
   * the disk when this returns.
   *
   * @return what the meeting's space is to be told
   * @throws MeetingGone when a session is to run whose meeting was deleted; nothing is written
   */
  List<SpaceChange> apply(List<RowChange> changes, List<AuditEvent> events) {
    return database.write(
        handle -> {
          List<SpaceChange> told =
              changes.stream().flatMap(change -> apply(handle, change).stream()).toList();
          events.forEach(event -> audit.append(handle, event));
          return told;
        });
  }

  /**
   * Every session that was running when the process stopped, also those whose meeting is being
   * deleted: they are ended as any other. Their settings are the standard.
   */
  List<StoredSession> unfinished() {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT s.id, s.meeting_id, s.started_at, s.ends_at, s.locked,
                           m.account_id, m.name, m.organizer_id, m.access_code
                    FROM live_session s JOIN meeting m ON m.id = s.meeting_id
                    WHERE s.ended_at IS NULL ORDER BY s.started_at\
                    """)
                .map((row, context) -> new Running(RowReader.session(row), meeting(row)))
                .list()
                .stream()
                .map(running -> stored(handle, running))
                .toList());
  }

  private record Running(SessionRow row, SessionMeeting meeting) {}

  private SessionMeeting meeting(java.sql.ResultSet row) throws java.sql.SQLException {
    return new SessionMeeting(
        row.getString("meeting_id"),
        row.getString("account_id"),
        row.getString("name"),
        row.getString("organizer_id"),
        row.getString("access_code"),
        SessionSettings.STANDARD);
  }

  private static StoredSession stored(Handle handle, Running running) {
    String session = running.row().id();
    return new StoredSession(
        running.meeting(),
        running.row(),
        handle
            .createQuery(
                """
                SELECT * FROM seat WHERE session_id = ? AND state IN ('waiting', 'admitted')
                ORDER BY since, id\
                """)
            .bind(0, session)
            .map((row, context) -> RowReader.seat(row))
            .list(),
        removed(handle, session),
        revoked(handle, session));
  }

  private static Set<String> removed(Handle handle, String session) {
    return handle
        .createQuery(
            """
            SELECT user_id FROM seat
            WHERE session_id = ? AND state = 'removed' AND kind = 'registered'
            UNION SELECT id FROM stream_key WHERE removed_from = ?\
            """)
        .bind(0, session)
        .bind(1, session)
        .mapTo(String.class)
        .set();
  }

  /**
   * Sign-ins that ended, or were deleted with their user, while a seat of theirs was taken. A
   * stream's key is never among those that stand, so its seat ends with the process that had its
   * media: nobody could come back to it.
   */
  private static List<String> revoked(Handle handle, String session) {
    return handle
        .createQuery(
            """
            SELECT DISTINCT seat.sign_in_id FROM seat
            LEFT JOIN sign_in ON sign_in.id = seat.sign_in_id AND sign_in.revoked_at IS NULL
            WHERE seat.session_id = ? AND seat.state IN ('waiting', 'admitted')
              AND seat.sign_in_id IS NOT NULL AND sign_in.id IS NULL\
            """)
        .bind(0, session)
        .mapTo(String.class)
        .list();
  }

  private static Optional<SpaceChange> apply(Handle handle, RowChange change) {
    switch (change) {
      case RowChange.SaveSession save -> save(handle, save.row());
      case RowChange.SaveSeat save -> {
        save(handle, save.sessionId(), save.row());
        list(handle, save.sessionId(), save.row());
        shun(handle, save.sessionId(), save.row());
      }
      case RowChange.CloseSession close -> close(handle, close);
      case RowChange.NoteLive live -> {
        String what = live.running() ? SpaceKind.STARTED : SpaceKind.ENDED;
        long number =
            SpaceLog.append(handle, live.meetingId(), SpaceKind.LIVE, what, millis(live.at()));
        return Optional.of(new SpaceChange.Live(number, live.running()));
      }
    }
    return Optional.empty();
  }

  private static void close(Handle handle, RowChange.CloseSession close) {
    handle.execute(
        """
        UPDATE seat SET state = 'ended', token_hash = NULL, sign_in_id = NULL, note = '',
          gone_at = ? WHERE session_id = ? AND gone_at IS NULL\
        """,
        millis(close.at()),
        close.sessionId());
    handle.execute(
        """
        UPDATE live_session SET ended_at = ?, end_reason = 'ended'
        WHERE id = ? AND ended_at IS NULL\
        """,
        millis(close.at()),
        close.sessionId());
  }

  private static void save(Handle handle, SessionRow row) {
    if (row.endedAt() == null && !stands(handle, row.meetingId())) {
      throw new MeetingGone();
    }
    handle.execute(
        """
        INSERT INTO live_session
          (id, meeting_id, started_at, ends_at, locked, ended_at, end_reason)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE
          SET locked = excluded.locked, ended_at = excluded.ended_at, end_reason = excluded.end_reason\
        """,
        row.id(),
        row.meetingId(),
        millis(row.startedAt()),
        millis(row.endsAt()),
        row.locked() ? 1 : 0,
        millis(row.endedAt()),
        row.endReason());
  }

  private static boolean stands(Handle handle, String meetingId) {
    return handle
        .createQuery("SELECT count(*) FROM meeting WHERE id = ? AND deleted_at IS NULL")
        .bind(0, meetingId)
        .mapTo(Boolean.class)
        .one();
  }

  /** Of a freed seat the row forgets what could open it and what was written to be let in. */
  private static void save(Handle handle, String sessionId, SeatRow row) {
    Occupant by = row.occupant();
    boolean gone = row.goneAt() != null;
    handle.execute(
        """
        INSERT INTO seat (id, session_id, token_hash, kind, role, user_id, sign_in_id, name,
          note, organizer, state, microphone, camera, screen, since, joined_at, gone_at)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        ON CONFLICT (id) DO UPDATE
          SET token_hash = excluded.token_hash, sign_in_id = excluded.sign_in_id,
              note = excluded.note, state = excluded.state, microphone = excluded.microphone, camera = excluded.camera,
              screen = excluded.screen, joined_at = excluded.joined_at,
              gone_at = excluded.gone_at\
        """,
        row.id(),
        sessionId,
        gone ? null : row.tokenHash(),
        by.kind().wireName(),
        by.role().text(),
        by.userId(),
        gone ? null : by.signInId(),
        by.name(),
        gone ? "" : by.note(),
        by.organizer() ? 1 : 0,
        row.state().rowName(),
        row.sources().microphone() ? 1 : 0,
        row.sources().camera() ? 1 : 0,
        row.sources().screen() ? 1 : 0,
        millis(row.since()),
        millis(row.joinedAt()),
        millis(row.goneAt()));
  }

  /** Who came in finds the meeting on their list from now on (M-5). */
  private static void list(Handle handle, String sessionId, SeatRow row) {
    if (row.occupant().registered() && row.state() == SeatState.ADMITTED) {
      HomeRows.attended(handle, row.occupant().userId(), sessionId, row.joinedAt());
    }
  }

  /** A stream that was put out does not come back by itself, not even after a restart. */
  private static void shun(Handle handle, String sessionId, SeatRow row) {
    if (row.occupant().keyed() && row.state() == SeatState.REMOVED) {
      handle.execute(
          "UPDATE stream_key SET removed_from = ? WHERE id = ?",
          sessionId,
          row.occupant().signInId());
    }
  }

  private static Long millis(Instant at) {
    return at == null ? null : at.toEpochMilli();
  }
}
