package io.plenum.signaling.session;

import io.plenum.signaling.message.ChatMessage;

/** One change to the rows of a session; those of one decision are one transaction. */
public sealed interface RowChange {

  /** The session's row is as said, new or changed. */
  record SaveSession(SessionRow row) implements RowChange {}

  /** The seat's row is as said, new or changed. */
  record SaveSeat(String sessionId, SeatRow row) implements RowChange {}

  /** A chat message is written; {@code userId} is its author or null for a guest. */
  record AppendChat(String meetingId, String userId, ChatMessage message) implements RowChange {}
}
