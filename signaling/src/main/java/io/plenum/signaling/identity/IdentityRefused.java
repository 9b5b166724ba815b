package io.plenum.signaling.identity;

/** Something about users that cannot be done, and why. */
public final class IdentityRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Why. */
  public enum Reason {
    /** The password does not follow {@link PasswordRule}. */
    WEAK_PASSWORD,
    /** Somebody has this e-mail address. */
    EMAIL_TAKEN,
    /** There is an account already. */
    SETUP_DONE,
    /** Not the set-up token. */
    WRONG_TOKEN
  }

  private final Reason reason;

  IdentityRefused(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
