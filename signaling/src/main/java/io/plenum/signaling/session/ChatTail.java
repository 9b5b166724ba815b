package io.plenum.signaling.session;

import io.plenum.signaling.message.ChatMessage;
import java.util.List;

/** The newest messages of a meeting's chat, oldest first, and the id of the last ever written. */
public record ChatTail(List<ChatMessage> newest, long lastId) {
  /** The chat of a meeting in which nobody has written. */
  public static final ChatTail EMPTY = new ChatTail(List.of(), 0);

  public ChatTail {
    newest = List.copyOf(newest);
  }
}
