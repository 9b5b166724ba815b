package io.plenum.signaling.post;

import java.util.Optional;

/** What a webhook can be told of. */
public enum EventType {
  MEETING_CREATED("meeting.created"),
  MEETING_CHANGED("meeting.changed"),
  MEETING_DELETED("meeting.deleted"),
  SESSION_STARTED("session.started"),
  SESSION_ENDED("session.ended"),
  PARTICIPANT_WAITING("participant.waiting"),
  PARTICIPANT_JOINED("participant.joined"),
  PARTICIPANT_LEFT("participant.left"),
  CHAT_MESSAGE("chat.message"),
  FILE_ADDED("file.added"),
  USER_CREATED("user.created"),
  USER_DELETED("user.deleted");

  private final String text;

  EventType(String text) {
    this.text = text;
  }

  /** As it is stored and sent. */
  public String text() {
    return text;
  }

  /** The type with this text, if there is one. */
  public static Optional<EventType> of(String text) {
    for (EventType type : values()) {
      if (type.text.equals(text)) {
        return Optional.of(type);
      }
    }
    return Optional.empty();
  }
}
