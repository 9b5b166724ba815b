package io.plenum.signaling.session;

import io.plenum.signaling.chat.Chat;
import io.plenum.signaling.chat.ChatRefused;
import io.plenum.signaling.chat.Participant;
import io.plenum.signaling.message.ErrorCode;
import io.plenum.signaling.message.ServerMessage;
import java.time.Duration;

/**
 * A live session's hand in its meeting's chat. What is written comes back to the session from the
 * space's feed, like what others write outside; only then the writer is told that it is done.
 * Called on the session's thread; blocks on the database.
 */
final class SessionChat {
  private static final int MS_PER_S = 1_000;

  private SessionChat() {}

  /**
   * Writes it; what to answer: null when it is done.
   *
   * @throws RuntimeException when the database fails
   */
  static ServerMessage.Failed write(Chat chat, Participant author, ChatWish wish) {
    try {
      switch (wish) {
        case ChatWish.Post post -> chat.post(author, post.draft());
        case ChatWish.Edit edit -> chat.edit(author, edit.message(), edit.text());
        case ChatWish.Delete delete -> chat.delete(author, delete.message());
      }
      return null;
    } catch (ChatRefused refused) {
      return new ServerMessage.Failed(
          wish.replyTo(),
          code(refused.reason()),
          refused.getMessage(),
          refused.retryAfter().map(SessionChat::seconds).orElse(null));
    }
  }

  private static ErrorCode code(ChatRefused.Reason reason) {
    return switch (reason) {
      case BAD_MESSAGE -> ErrorCode.MALFORMED;
      case NO_SUCH_MESSAGE, NO_SUCH_FILE -> ErrorCode.NOT_FOUND;
      case NOT_YOURS, SWITCHED_OFF -> ErrorCode.FORBIDDEN;
      case TOO_FAST -> ErrorCode.TOO_MANY_REQUESTS;
    };
  }

  private static int seconds(Duration wait) {
    return Math.toIntExact(Math.max(1, wait.plusMillis(MS_PER_S - 1).toSeconds()));
  }
}
