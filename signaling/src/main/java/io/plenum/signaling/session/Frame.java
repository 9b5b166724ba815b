package io.plenum.signaling.session;

import io.plenum.signaling.message.ServerMessage;
import java.util.function.Function;

/**
 * A message on its way to one or many clients: those on a socket take its text, which is written
 * once for all of them, those in this process ({@code signaling.stream}) the message itself.
 * Confined to the thread that hands it to connections.
 */
public final class Frame {
  private final ServerMessage message;
  private final Function<ServerMessage, String> encoder;
  private String text;

  /** {@code encoder} makes the text, when somebody asks for it. */
  public Frame(ServerMessage message, Function<ServerMessage, String> encoder) {
    this.message = message;
    this.encoder = encoder;
  }

  /** What is said. */
  public ServerMessage message() {
    return message;
  }

  /** The same as it goes over a socket. */
  public String text() {
    if (text == null) {
      text = encoder.apply(message);
    }
    return text;
  }
}
