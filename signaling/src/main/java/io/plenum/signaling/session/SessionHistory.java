package io.plenum.signaling.session;

import io.plenum.signaling.message.SeatKind;
import io.plenum.signaling.page.Page;
import io.plenum.signaling.page.PageRequest;
import io.plenum.signaling.page.Place;
import io.plenum.signaling.session.PastSession.Attendance;
import io.plenum.storage.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jdbi.v3.core.Handle;

/** Tells of a meeting's live sessions. Any thread may call; calls block on the database. */
public final class SessionHistory {
  /** Attendances told of one session: those who came first. */
  public static final int ATTENDANCES = 500;

  private static final String SESSIONS =
      """
      SELECT id, started_at, ended_at, end_reason,
        (SELECT COUNT(*) FROM seat WHERE session_id = live_session.id AND joined_at IS NOT NULL)
          AS people
      FROM live_session
      WHERE meeting_id = ? AND (started_at < ? OR (started_at = ? AND id < ?))
      ORDER BY started_at DESC, id DESC LIMIT ?\
      """;

  /** Who only waited is not told of: nobody inside let them in. */
  private static final String ATTENDED =
      """
      SELECT seat.kind, seat.name, seat.joined_at, seat.gone_at,
        CASE WHEN seat.user_id IS NULL OR u.id IS NOT NULL THEN 1 ELSE 0 END AS known
      FROM seat LEFT JOIN account_user u ON u.id = seat.user_id AND u.ended_at IS NULL
      WHERE seat.session_id = ? AND seat.joined_at IS NOT NULL
      ORDER BY seat.joined_at, seat.id LIMIT ?\
      """;

  private final Database database;

  public SessionHistory(Database database) {
    this.database = database;
  }

  /** A meeting's sessions, the latest first; a place is when one started, and its id. */
  public Page<PastSession> page(String meetingId, PageRequest wanted) {
    Place after = wanted.after().orElse(new Place(Long.MAX_VALUE, ""));
    List<PastSession> rows =
        database.read(
            handle ->
                handle
                    .createQuery(SESSIONS)
                    .bind(0, meetingId)
                    .bind(1, after.number())
                    .bind(2, after.number())
                    .bind(3, after.id())
                    .bind(4, wanted.rows())
                    .map((row, context) -> session(handle, row))
                    .list());
    return Page.of(
        rows, wanted, session -> new Place(session.startedAt().toEpochMilli(), session.id()));
  }

  private static PastSession session(Handle handle, ResultSet row) throws SQLException {
    String id = row.getString("id");
    return new PastSession(
        id,
        Instant.ofEpochMilli(row.getLong("started_at")),
        RowReader.instant(row, "ended_at"),
        row.getString("end_reason"),
        row.getInt("people"),
        attendances(handle, id));
  }

  private static List<Attendance> attendances(Handle handle, String sessionId) {
    return handle
        .createQuery(ATTENDED)
        .bind(0, sessionId)
        .bind(1, ATTENDANCES)
        .map(
            (row, context) ->
                new Attendance(
                    row.getInt("known") == 1 ? row.getString("name") : null,
                    SeatKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                    RowReader.instant(row, "joined_at"),
                    RowReader.instant(row, "gone_at")))
        .list();
  }
}
