package io.plenum.signaling.chat;

import java.time.Duration;
import java.util.Optional;

/**
 * The chat does not do what somebody asked. It is an ordinary outcome, so it carries no stack
 * trace.
 */
public final class ChatRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final Reason reason;
  private final transient Duration retryAfter;

  /** Why. */
  public enum Reason {
    /** It is longer, or emptier, than a message may be. */
    BAD_MESSAGE,
    /** No such message, as far as this person may see. */
    NO_SUCH_MESSAGE,
    /** The meeting has no such file. */
    NO_SUCH_FILE,
    /** Only who wrote a message changes it. */
    NOT_YOURS,
    /** The account does not let messages be changed. */
    SWITCHED_OFF,
    /** This person wrote too much in too short a time. */
    TOO_FAST
  }

  ChatRefused(Reason reason, String message) {
    this(reason, message, null);
  }

  ChatRefused(Reason reason, String message, Duration retryAfter) {
    super(message, null, false, false);
    this.reason = reason;
    this.retryAfter = retryAfter;
  }

  public Reason reason() {
    return reason;
  }

  /** When it is worth trying again, with {@link Reason#TOO_FAST}. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
