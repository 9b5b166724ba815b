package io.plenum.signaling.removal;

import io.plenum.signaling.page.Place;
import io.plenum.signaling.removal.PersonalData.Organized;
import io.plenum.signaling.removal.PersonalData.Sent;
import io.plenum.signaling.removal.PersonalData.Visit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** Rows that tell of a user. Every method runs inside a transaction of its caller. */
final class PersonalRows {
  private PersonalRows() {}

  static List<Organized> organized(Handle handle, String userId) {
    return handle
        .createQuery(
            "SELECT id, name, created_at FROM meeting WHERE organizer_id = ? ORDER BY created_at")
        .bind(0, userId)
        .map(
            (row, context) ->
                new Organized(
                    row.getString(1), row.getString(2), Instant.ofEpochMilli(row.getLong(3))))
        .list();
  }

  /** The newest first. */
  static List<Visit> visits(Handle handle, String userId, int limit) {
    return handle
        .createQuery(
            """
            SELECT l.meeting_id, s.name, s.since, s.gone_at FROM seat s
            JOIN live_session l ON l.id = s.session_id
            WHERE s.user_id = ? ORDER BY s.since DESC, s.id LIMIT ?\
            """)
        .bind(0, userId)
        .bind(1, limit)
        .map(
            (row, context) -> {
              Instant came = Instant.ofEpochMilli(row.getLong(3));
              long goneMs = row.getLong(4);
              Optional<Instant> left =
                  row.wasNull() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(goneMs));
              return new Visit(row.getString(1), row.getString(2), came, left);
            })
        .list();
  }

  /** By meeting, in each the oldest first. */
  static List<Sent> messages(Handle handle, String userId, Place after, int limit) {
    return handle
        .createQuery(
            """
            SELECT meeting_id, id, text, sent_at FROM chat_message
            WHERE user_id = ? AND (meeting_id, id) > (?, ?) ORDER BY meeting_id, id LIMIT ?\
            """)
        .bind(0, userId)
        .bind(1, after.id())
        .bind(2, after.number())
        .bind(3, limit)
        .map(
            (row, context) ->
                new Sent(
                    row.getString(1),
                    row.getLong(2),
                    row.getString(3),
                    Instant.ofEpochMilli(row.getLong(4))))
        .list();
  }
}
