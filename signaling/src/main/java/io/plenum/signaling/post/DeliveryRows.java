package io.plenum.signaling.post;

import io.plenum.signaling.page.Page;
import io.plenum.signaling.page.PageRequest;
import io.plenum.signaling.page.Place;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jdbi.v3.core.Handle;

/** The outbox as an endpoint's admin sees it. Runs inside a transaction of its caller. */
final class DeliveryRows {
  private static final Place AFTER_ALL = new Place(Long.MAX_VALUE, "");

  private DeliveryRows() {}

  /** Newest first. */
  static Page<Delivery> of(Handle handle, String endpointId, PageRequest wanted) {
    Place after = wanted.after().orElse(AFTER_ALL);
    List<Delivery> rows =
        handle
            .createQuery(
                """
                SELECT * FROM outbox WHERE endpoint_id = ? AND (created_at, id) < (?, ?)
                ORDER BY created_at DESC, id DESC LIMIT ?\
                """)
            .bind(0, endpointId)
            .bind(1, after.number())
            .bind(2, after.id())
            .bind(3, wanted.rows())
            .map((row, context) -> read(row))
            .list();
    return Page.of(rows, wanted, one -> new Place(one.createdAt().toEpochMilli(), one.id()));
  }

  /** The same letter, as if it were new, if it is done. */
  static Optional<Delivery> again(Handle handle, String endpointId, String id, long nowMs) {
    int found =
        handle.execute(
            """
            UPDATE outbox SET state = 'waiting', tries = 0, due_at = ?, created_at = ?,
              done_at = NULL, status = NULL, reason = NULL
            WHERE id = ? AND endpoint_id = ? AND state <> 'waiting'\
            """,
            nowMs,
            nowMs,
            id,
            endpointId);
    return found == 0
        ? Optional.empty()
        : handle
            .createQuery("SELECT * FROM outbox WHERE id = ?")
            .bind(0, id)
            .map((row, context) -> read(row))
            .findOne();
  }

  private static Delivery read(ResultSet row) throws SQLException {
    Optional<Instant> dueAt =
        row.getString("state").equals("waiting") ? instant(row, "due_at") : Optional.empty();
    int status = row.getInt("status");
    OptionalInt answered = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(status);
    return new Delivery(
        row.getString("id"),
        row.getString("event_id"),
        row.getString("event"),
        row.getString("state"),
        row.getInt("tries"),
        answered,
        Optional.ofNullable(row.getString("reason")),
        Instant.ofEpochMilli(row.getLong("created_at")),
        instant(row, "tried_at"),
        dueAt);
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(millis));
  }
}
