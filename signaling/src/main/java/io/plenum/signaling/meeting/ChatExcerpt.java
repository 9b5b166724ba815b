package io.plenum.signaling.meeting;

import io.plenum.signaling.search.ChatHit;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/**
 * A chat message as a search shows it.
 *
 * @param messageId counts the meeting's messages
 * @param text its beginning
 */
public record ChatExcerpt(long messageId, String name, String text, Instant sentAt) {
  /** Characters shown of a message. */
  public static final int TEXT_LIMIT = 200;

  /** What these messages say; one that is gone is missing. */
  static Map<ChatHit, ChatExcerpt> of(Handle handle, List<ChatHit> hits) {
    if (hits.isEmpty()) {
      return Map.of();
    }
    Query query =
        handle.createQuery(
            // A join, since SQLite looks at every message for (meeting_id, id) IN (VALUES …).
            "WITH hit (meeting_id, id) AS (VALUES "
                + String.join(", ", Collections.nCopies(hits.size(), "(?, ?)"))
                + ") SELECT m.meeting_id, m.id, m.name, m.text, m.sent_at FROM hit"
                + " JOIN chat_message m ON m.meeting_id = hit.meeting_id AND m.id = hit.id");
    for (int i = 0; i < hits.size(); i++) {
      query.bind(2 * i, hits.get(i).meetingId()).bind(2 * i + 1, hits.get(i).messageId());
    }
    return query
        .map((row, context) -> Map.entry(new ChatHit(row.getString(1), row.getLong(2)), read(row)))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static ChatExcerpt read(ResultSet row) throws SQLException {
    return new ChatExcerpt(
        row.getLong("id"),
        row.getString("name"),
        beginning(row.getString("text")),
        Instant.ofEpochMilli(row.getLong("sent_at")));
  }

  private static String beginning(String text) {
    if (text.codePointCount(0, text.length()) <= TEXT_LIMIT) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, TEXT_LIMIT - 1)) + "…";
  }
}
