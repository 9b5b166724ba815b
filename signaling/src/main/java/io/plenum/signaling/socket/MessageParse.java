package io.plenum.signaling.socket;

import io.plenum.signaling.message.ClientMessage;
import io.plenum.signaling.message.ErrorCode;

/** What became of a text frame. */
sealed interface MessageParse {

  /** A message within its limits. */
  record Parsed(ClientMessage message) implements MessageParse {}

  /**
   * Not a message.
   *
   * @param replyTo the id that it carries, or null
   * @param reason for a developer
   */
  record Rejected(String replyTo, ErrorCode code, String reason) implements MessageParse {}
}
