package io.plenum.signaling.chat;

import io.plenum.signaling.message.ChatMessage;
import java.util.List;

/**
 * The newest messages of a meeting's chat, oldest first.
 *
 * @param lastId the id of the last message ever written, 0 before the first
 * @param lastChange the number of the space's last change that these messages know of
 */
public record ChatTail(List<ChatMessage> newest, long lastId, long lastChange) {
  /** The chat of a meeting in which nobody has written. */
  public static final ChatTail EMPTY = new ChatTail(List.of(), 0, 0);

  public ChatTail {
    newest = List.copyOf(newest);
  }
}
