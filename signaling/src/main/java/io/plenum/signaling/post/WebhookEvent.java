package io.plenum.signaling.post;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * Something that happened in an account. An event says what happened to which thing; what people
 * wrote and filed is not in it, because copies of an event outlive a deletion: who may read the
 * content fetches it with the ids.
 */
public sealed interface WebhookEvent {
  EventType type();

  /** Its `data`. */
  JsonObject data();

  /**
   * A meeting was made, changed or deleted.
   *
   * @param type one of MEETING_*
   */
  record OfMeeting(EventType type, String meetingId, String organizerId) implements WebhookEvent {
    @Override
    public JsonObject data() {
      return new JsonObject().put("meetingId", meetingId).put("organizerId", organizerId);
    }
  }

  /** A live session began. */
  record SessionStarted(String meetingId, String sessionId) implements WebhookEvent {
    @Override
    public EventType type() {
      return EventType.SESSION_STARTED;
    }

    @Override
    public JsonObject data() {
      return new JsonObject().put("meetingId", meetingId).put("sessionId", sessionId);
    }
  }

  /**
   * A live session ended.
   *
   * @param reason `ended`, `time` or `empty`
   */
  record SessionEnded(String meetingId, String sessionId, String reason) implements WebhookEvent {
    @Override
    public EventType type() {
      return EventType.SESSION_ENDED;
    }

    @Override
    public JsonObject data() {
      return new JsonObject()
          .put("meetingId", meetingId)
          .put("sessionId", sessionId)
          .put("reason", reason);
    }
  }

  /**
   * Somebody waits, came in or left.
   *
   * @param type one of PARTICIPANT_*
   * @param kind `registered`, `guest` or `phone`; empty for who leaves
   * @param userId of who is signed in
   */
  record OfParticipant(
      EventType type,
      String meetingId,
      String sessionId,
      String seatId,
      Optional<String> kind,
      Optional<String> userId)
      implements WebhookEvent {
    @Override
    public JsonObject data() {
      JsonObject data =
          new JsonObject()
              .put("meetingId", meetingId)
              .put("sessionId", sessionId)
              .put("seatId", seatId);
      kind.ifPresent(it -> data.put("kind", it));
      userId.ifPresent(id -> data.put("userId", id));
      return data;
    }
  }

  /**
   * A chat message was written.
   *
   * @param messageId counts the meeting's messages
   */
  record ChatWritten(String meetingId, long messageId) implements WebhookEvent {
    @Override
    public EventType type() {
      return EventType.CHAT_MESSAGE;
    }

    @Override
    public JsonObject data() {
      return new JsonObject().put("meetingId", meetingId).put("messageId", messageId);
    }
  }

  /** A file was added to a meeting. */
  record FileAdded(String meetingId, String fileId, long sizeBytes) implements WebhookEvent {
    @Override
    public EventType type() {
      return EventType.FILE_ADDED;
    }

    @Override
    public JsonObject data() {
      return new JsonObject()
          .put("meetingId", meetingId)
          .put("fileId", fileId)
          .put("sizeBytes", sizeBytes);
    }
  }

  /**
   * A user was added or deleted.
   *
   * @param type one of USER_*
   */
  record OfUser(EventType type, String userId) implements WebhookEvent {
    @Override
    public JsonObject data() {
      return new JsonObject().put("userId", userId);
    }
  }
}
