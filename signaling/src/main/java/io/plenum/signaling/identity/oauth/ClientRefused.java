package io.plenum.signaling.identity.oauth;

/** Something about machine clients that cannot be done, and why. */
public final class ClientRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Why. */
  public enum Reason {
    /** The account has {@link ApiClients#LIMIT} of them. */
    TOO_MANY,
    /** There is no such user in the account, or none as whom the caller may let a machine act. */
    WRONG_USER
  }

  private final Reason reason;

  ClientRefused(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
