package io.plenum.signaling.session;

import io.plenum.signaling.chat.Chat;
import io.plenum.signaling.message.ErrorCode;
import io.plenum.signaling.message.ServerMessage;
import io.plenum.signaling.space.SpaceFeed;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * What the live sessions of one process share.
 *
 * @param chat the owner of all messages
 * @param feed tells what others write
 * @param settings of a meeting's id: what it settles for its sessions; may block
 * @param encoder makes the text frame of a message; called on the sessions' threads
 * @param clock tells the present moment
 */
public record Surroundings(
    SessionRows rows,
    Chat chat,
    SpaceFeed feed,
    Function<String, SessionSettings> settings,
    MediaNode media,
    Function<ServerMessage, String> encoder,
    Supplier<Moment> clock) {
  /** When a client that met a full mailbox may try again. */
  private static final int RETRY_AFTER_S = 1;

  void tell(Connection connection, ServerMessage message) {
    connection.send(frame(message));
  }

  /** Tells a last thing (null: nothing) and closes. */
  void finish(Connection connection, ServerMessage last) {
    connection.finish(last == null ? null : frame(last));
  }

  /** The message for everybody it is sent to. */
  Frame frame(ServerMessage message) {
    return new Frame(message, encoder);
  }

  static ServerMessage busy(Command.FromClient refused) {
    return new ServerMessage.Failed(
        refused.replyTo(), ErrorCode.TOO_MANY_REQUESTS, "the session is busy", RETRY_AFTER_S);
  }
}
