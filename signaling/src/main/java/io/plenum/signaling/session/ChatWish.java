package io.plenum.signaling.session;

import io.plenum.signaling.message.ChatDraft;

/** What a seat wants of the meeting's chat. */
public sealed interface ChatWish {
  /** The client's name for its message, or null. */
  String replyTo();

  /** A new message. */
  record Post(String replyTo, ChatDraft draft) implements ChatWish {}

  /** Another text for an own message. */
  record Edit(String replyTo, long message, String text) implements ChatWish {}

  /** No more of an own message. */
  record Delete(String replyTo, long message) implements ChatWish {}
}
