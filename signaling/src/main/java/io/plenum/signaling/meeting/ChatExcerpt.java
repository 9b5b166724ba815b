package io.plenum.signaling.meeting;

import io.plenum.signaling.search.ChatHit;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * A chat message as a search shows it.
 *
 * @param messageId counts the meeting's messages
 * @param text its beginning
 */
public record ChatExcerpt(long messageId, String name, String text, Instant sentAt) {
  /** Characters shown of a message. */
  public static final int TEXT_LIMIT = 200;

  static List<ChatExcerpt> of(Handle handle, List<ChatHit> hits) {
    return hits.stream().flatMap(hit -> of(handle, hit).stream()).toList();
  }

  private static Optional<ChatExcerpt> of(Handle handle, ChatHit hit) {
    return handle
        .createQuery(
            "SELECT id, name, text, sent_at FROM chat_message WHERE meeting_id = ? AND id = ?")
        .bind(0, hit.meetingId())
        .bind(1, hit.messageId())
        .map(
            (row, context) ->
                new ChatExcerpt(
                    row.getLong(1),
                    row.getString(2),
                    beginning(row.getString(3)),
                    Instant.ofEpochMilli(row.getLong(4))))
        .findOne();
  }

  private static String beginning(String text) {
    if (text.codePointCount(0, text.length()) <= TEXT_LIMIT) {
      return text;
    }
    return text.substring(0, text.offsetByCodePoints(0, TEXT_LIMIT - 1)) + "…";
  }
}
