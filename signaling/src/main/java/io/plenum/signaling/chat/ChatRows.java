package io.plenum.signaling.chat;

import io.plenum.signaling.message.Attachment;
import io.plenum.signaling.message.Attachment.FileCard;
import io.plenum.signaling.message.ChatAuthor;
import io.plenum.signaling.message.ChatBody;
import io.plenum.signaling.message.ChatMessage;
import io.plenum.signaling.message.Location;
import io.plenum.signaling.message.Quote;
import io.plenum.signaling.message.SeatKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/** The rows {@code chat_message}. Every method runs inside a transaction of its caller. */
final class ChatRows {
  /** A user who was deleted leaves only the id behind, so their name is not shown (I-7). */
  private static final String SELECT =
      """
      SELECT c.*,
        CASE WHEN c.user_id IS NULL OR u.id IS NOT NULL THEN 1 ELSE 0 END AS author_known,
        CASE WHEN c.quote_user_id IS NULL OR q.id IS NOT NULL THEN 1 ELSE 0 END AS quoted_known
      FROM chat_message c
      LEFT JOIN account_user u ON u.id = c.user_id AND u.ended_at IS NULL
      LEFT JOIN account_user q ON q.id = c.quote_user_id AND q.ended_at IS NULL
      WHERE c.meeting_id = ?\
      """;

  private ChatRows() {}

  static Optional<ChatMessage> find(Handle handle, String meetingId, long id) {
    return handle
        .createQuery(SELECT + " AND c.id = ?")
        .bind(0, meetingId)
        .bind(1, id)
        .map((row, context) -> read(row))
        .findOne();
  }

  /** The newest messages with an id below {@code before} sent at {@code from} or later. */
  static List<ChatMessage> newestBefore(
      Handle handle, String meetingId, long before, long fromMs, int limit) {
    return handle
        .createQuery(SELECT + " AND c.id < ? AND c.sent_at >= ? ORDER BY c.id DESC LIMIT ?")
        .bind(0, meetingId)
        .bind(1, before)
        .bind(2, fromMs)
        .bind(3, limit)
        .map((row, context) -> read(row))
        .list();
  }

  static void insert(Handle handle, String meetingId, ChatMessage message) {
    handle.execute(
        """
        INSERT INTO chat_message (meeting_id, id, seat_id, user_id, name, kind, text, sent_at,
          reply_to, quote_user_id, quote_name, quote_text,
          attachment, file_id, file_name, file_bytes, file_type,
          latitude_micro, longitude_micro, place)
        VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)\
        """,
        values(meetingId, message));
  }

  private static Object[] values(String meetingId, ChatMessage message) {
    ChatAuthor author = message.author();
    ChatBody body = message.body();
    Quote quote = message.quote();
    FileCard file = body.attachment() == null ? null : body.attachment().file();
    Location place = body.place();
    return new Object[] {
      meetingId,
      message.id(),
      author.seat(),
      author.userId(),
      author.name(),
      author.kind().wireName(),
      body.text(),
      message.sentAt().toEpochMilli(),
      quote == null ? null : quote.messageId(),
      quote == null ? null : quote.userId(),
      quote == null ? null : quote.name(),
      quote == null ? null : quote.text(),
      file == null ? null : body.attachment().kind().wireName(),
      file == null ? null : file.id(),
      file == null ? null : file.name(),
      file == null ? null : file.sizeBytes(),
      file == null ? null : file.contentType(),
      place == null ? null : place.latitudeMicro(),
      place == null ? null : place.longitudeMicro(),
      place == null ? null : place.label()
    };
  }

  static void edit(Handle handle, String meetingId, ChatMessage message) {
    handle.execute(
        "UPDATE chat_message SET text = ?, edited_at = ? WHERE meeting_id = ? AND id = ?",
        message.body().text(),
        message.editedAt().toEpochMilli(),
        meetingId,
        message.id());
  }

  /** What it said, quoted and carried is gone from the row. */
  static void delete(Handle handle, String meetingId, long id, long nowMs) {
    handle.execute(
        """
        UPDATE chat_message SET deleted_at = ?, text = '',
          reply_to = NULL, quote_user_id = NULL, quote_name = NULL, quote_text = NULL,
          attachment = NULL, file_id = NULL, file_name = NULL, file_bytes = NULL, file_type = NULL,
          latitude_micro = NULL, longitude_micro = NULL, place = NULL
        WHERE meeting_id = ? AND id = ?\
        """,
        nowMs,
        meetingId,
        id);
  }

  /** The messages that carry a file; they go on saying that there was one. */
  static List<Long> forgetFile(Handle handle, String meetingId, String fileId) {
    return handle
        .createQuery(
            """
            UPDATE chat_message
            SET file_id = NULL, file_name = NULL, file_bytes = NULL, file_type = NULL
            WHERE meeting_id = ? AND file_id = ? RETURNING id\
            """)
        .bind(0, meetingId)
        .bind(1, fileId)
        .mapTo(Long.class)
        .list();
  }

  private static ChatMessage read(ResultSet row) throws SQLException {
    return new ChatMessage(
        row.getLong("id"),
        new ChatAuthor(
            row.getString("seat_id"),
            row.getString("user_id"),
            row.getInt("author_known") == 1 ? row.getString("name") : null,
            SeatKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT))),
        new ChatBody(row.getString("text"), attachment(row), place(row)),
        quote(row),
        Instant.ofEpochMilli(row.getLong("sent_at")),
        instant(row, "edited_at"),
        instant(row, "deleted_at"));
  }

  private static Attachment attachment(ResultSet row) throws SQLException {
    String kind = row.getString("attachment");
    if (kind == null) {
      return null;
    }
    String fileId = row.getString("file_id");
    FileCard file =
        fileId == null
            ? null
            : new FileCard(
                fileId,
                row.getString("file_name"),
                row.getLong("file_bytes"),
                row.getString("file_type"));
    return new Attachment(Attachment.Kind.valueOf(kind.toUpperCase(Locale.ROOT)), file);
  }

  private static Location place(ResultSet row) throws SQLException {
    String label = row.getString("place");
    return label == null
        ? null
        : new Location(row.getInt("latitude_micro"), row.getInt("longitude_micro"), label);
  }

  private static Quote quote(ResultSet row) throws SQLException {
    long messageId = row.getLong("reply_to");
    return row.wasNull()
        ? null
        : new Quote(
            messageId,
            row.getString("quote_user_id"),
            row.getInt("quoted_known") == 1 ? row.getString("quote_name") : null,
            row.getString("quote_text"));
  }

  private static Instant instant(ResultSet row, String column) throws SQLException {
    long millis = row.getLong(column);
    return row.wasNull() ? null : Instant.ofEpochMilli(millis);
  }
}
