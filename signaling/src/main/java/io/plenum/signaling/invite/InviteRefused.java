package io.plenum.signaling.invite;

/**
 * Somebody cannot be invited. The message is for the client. An ordinary outcome, so it carries no
 * stack trace.
 */
public final class InviteRefused extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final Reason reason;

  /** Why not. */
  public enum Reason {
    NO_SUCH_USER,
    /** That is whose meeting it is. */
    ORGANIZER,
    /** The address cannot be written to. */
    BAD_ADDRESS,
    TOO_MANY
  }

  InviteRefused(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
