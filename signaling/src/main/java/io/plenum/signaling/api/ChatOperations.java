package io.plenum.signaling.api;

import io.plenum.signaling.chat.Chat;
import io.plenum.signaling.chat.ChatJson;
import io.plenum.signaling.chat.Participant;
import io.plenum.signaling.message.Attachment;
import io.plenum.signaling.message.ChatAuthor;
import io.plenum.signaling.message.ChatDraft;
import io.plenum.signaling.message.ChatDraft.AttachmentWish;
import io.plenum.signaling.message.ChatLine;
import io.plenum.signaling.message.ChatMessage;
import io.plenum.signaling.message.Location;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** The chat of a meeting, before, during and after its live sessions (M-4, M-10). */
final class ChatOperations {
  private final Chat chat;
  private final SpaceDoor door;

  ChatOperations(Chat chat, SpaceDoor door) {
    this.chat = chat;
    this.door = door;
  }

  Map<String, Operation> byId() {
    return Map.of(
        "listMessages",
        this::list,
        "postMessage",
        this::post,
        "editMessage",
        this::edit,
        "deleteMessage",
        this::delete);
  }

  private Answer list(Request request) {
    Participant reader = door.participant(request);
    return Answer.page(chat.page(reader, request.page()), message -> json(reader, message));
  }

  private Answer post(Request request) {
    Participant author = door.participant(request);
    ChatMessage posted = chat.post(author, draft(request.body()));
    return Answer.created(json(author, posted));
  }

  private Answer edit(Request request) {
    Participant author = door.participant(request);
    return Answer.ok(json(author, chat.edit(author, message(request), request.text("text"))));
  }

  private Answer delete(Request request) {
    chat.delete(door.participant(request), message(request));
    return Answer.nothing();
  }

  private static long message(Request request) {
    try {
      return Long.parseLong(request.path().get("message"));
    } catch (NumberFormatException noNumber) {
      throw new Refusal(ErrorCode.NOT_FOUND, "There is no such message.");
    }
  }

  private static JsonObject json(Participant reader, ChatMessage message) {
    ChatAuthor self = reader.author();
    return ChatJson.of(new ChatLine(message, message.author().is(self.seat(), self.userId())));
  }

  private static ChatDraft draft(JsonObject body) {
    return new ChatDraft(
        body.getString("text", ""),
        body.getLong("replyTo"),
        attachment(body.getJsonObject("attachment")),
        location(body.getJsonObject("location")));
  }

  private static AttachmentWish attachment(JsonObject json) {
    return json == null
        ? null
        : new AttachmentWish(
            json.getString("file"),
            json.getString("kind", "file").equals(Attachment.Kind.VOICE.wireName())
                ? Attachment.Kind.VOICE
                : Attachment.Kind.FILE);
  }

  private static Location location(JsonObject json) {
    try {
      return json == null
          ? null
          : Location.ofDegrees(
              json.getDouble("latitude"), json.getDouble("longitude"), json.getString("label", ""));
    } catch (IllegalArgumentException nowhere) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "location: " + nowhere.getMessage() + ".");
    }
  }
}
