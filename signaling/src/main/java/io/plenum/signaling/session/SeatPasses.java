package io.plenum.signaling.session;

import io.plenum.signaling.message.SeatKind;
import io.plenum.storage.database.Database;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;

/**
 * Finds the seat that a secret opens, for calls that come beside the live session's socket. It asks
 * the rows each time, so whoever left, was removed, or whose session is over is out at once
 * (REQUIREMENTS W-3). Any thread may call; calls block on the database.
 */
public final class SeatPasses {
  private final Database database;

  public SeatPasses(Database database) {
    this.database = database;
  }

  /** The admitted seat in a running live session that the secret opens, if there is one. */
  public Optional<SeatPass> admitted(SeatToken token) {
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT seat.id, s.meeting_id, m.account_id, seat.kind, seat.user_id, seat.name,
                      seat.joined_at
                    FROM seat
                    JOIN live_session s ON s.id = seat.session_id AND s.ended_at IS NULL
                    JOIN meeting m ON m.id = s.meeting_id AND m.deleted_at IS NULL
                    WHERE seat.token_hash = ? AND seat.state = 'admitted'\
                    """)
                .bind(0, token.hash())
                .map(SeatPasses::read)
                .findOne());
  }

  private static SeatPass read(ResultSet row, StatementContext context) throws SQLException {
    SeatKind kind = SeatKind.valueOf(row.getString(4).toUpperCase(Locale.ROOT));
    return new SeatPass(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        kind,
        kind == SeatKind.REGISTERED ? Optional.ofNullable(row.getString(5)) : Optional.empty(),
        row.getString(6),
        Instant.ofEpochMilli(row.getLong(7)));
  }
}
