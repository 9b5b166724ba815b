package io.plenum.signaling.chat;

import io.plenum.signaling.message.Attachment;
import io.plenum.signaling.message.Attachment.FileCard;
import io.plenum.signaling.message.ChatBody;
import io.plenum.signaling.message.ChatLine;
import io.plenum.signaling.message.ChatMessage;
import io.plenum.signaling.message.Location;
import io.plenum.signaling.message.Quote;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * How a chat message is written, alike in the live session, in REST and in the space's events
 * (docs/protocol.md 2.3). A field without a value is left out; a name is, when the user was
 * deleted.
 */
public final class ChatJson {
  private ChatJson() {}

  /** The message as its reader sees it. */
  public static JsonObject of(ChatLine line) {
    ChatMessage message = line.message();
    JsonObject json = new JsonObject().put("id", message.id());
    put(json, "seat", message.author().seat());
    put(json, "name", message.author().name());
    json.put("kind", message.author().kind().wireName()).put("mine", line.mine());
    body(json, message.body());
    put(json, "replyTo", message.quote() == null ? null : quote(message.quote()));
    json.put("sentAt", time(message.sentAt()));
    put(json, "editedAt", message.editedAt() == null ? null : time(message.editedAt()));
    put(json, "deletedAt", message.deletedAt() == null ? null : time(message.deletedAt()));
    return json;
  }

  private static void body(JsonObject json, ChatBody body) {
    json.put("text", body.text());
    put(json, "attachment", body.attachment() == null ? null : attachment(body.attachment()));
    put(json, "location", body.place() == null ? null : place(body.place()));
  }

  private static JsonObject attachment(Attachment attachment) {
    JsonObject json = new JsonObject().put("kind", attachment.kind().wireName());
    FileCard file = attachment.file();
    if (file == null) {
      return json;
    }
    return json.put("file", file.id())
        .put("name", file.name())
        .put("sizeBytes", file.sizeBytes())
        .put("contentType", file.contentType());
  }

  private static JsonObject place(Location place) {
    return new JsonObject()
        .put("latitude", place.latitude())
        .put("longitude", place.longitude())
        .put("label", place.label());
  }

  private static JsonObject quote(Quote quote) {
    JsonObject json = new JsonObject().put("id", quote.messageId());
    put(json, "name", quote.name());
    return json.put("text", quote.text());
  }

  private static void put(JsonObject json, String key, Object value) {
    if (value != null) {
      json.put(key, value);
    }
  }

  /** RFC 3339 in UTC, to the millisecond: what browsers read. */
  private static String time(Instant at) {
    return at.truncatedTo(ChronoUnit.MILLIS).toString();
  }
}
