package io.plenum.signaling.session;

import io.plenum.signaling.access.Role;
import io.plenum.signaling.message.SeatKind;
import io.plenum.signaling.message.SourceStates;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;

/** Makes values of the rows that {@link SessionRows} wrote. */
final class RowReader {
  private RowReader() {}

  /** A row of {@code live_session} that runs. */
  static SessionRow session(ResultSet row) throws SQLException {
    return new SessionRow(
        row.getString("id"),
        row.getString("meeting_id"),
        Instant.ofEpochMilli(row.getLong("started_at")),
        Instant.ofEpochMilli(row.getLong("ends_at")),
        row.getInt("locked") == 1,
        null,
        null);
  }

  static SeatRow seat(ResultSet row) throws SQLException {
    return new SeatRow(
        row.getString("id"),
        row.getString("token_hash"),
        occupant(row),
        SeatState.ofRow(row.getString("state")),
        new SourceStates(
            row.getInt("microphone") == 1, row.getInt("camera") == 1, row.getInt("screen") == 1),
        Instant.ofEpochMilli(row.getLong("since")),
        instant(row, "joined_at"),
        instant(row, "gone_at"));
  }

  private static Occupant occupant(ResultSet row) throws SQLException {
    return new Occupant(
        kind(row),
        Role.of(row.getString("role")),
        row.getString("user_id"),
        row.getString("sign_in_id"),
        row.getString("name"),
        row.getString("note"),
        row.getInt("organizer") == 1);
  }

  private static SeatKind kind(ResultSet row) throws SQLException {
    return SeatKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT));
  }

  static Instant instant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
