package io.plenum.signaling.identity;

/** Something about accounts and users that cannot be done, and why. */
public final class IdentityRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Why. */
  public enum Reason {
    /** The password does not follow {@link PasswordRule}, or is the one to be changed. */
    WEAK_PASSWORD,
    /** Not the password that is to be changed. */
    WRONG_PASSWORD,
    /** Somebody has this e-mail address. */
    EMAIL_TAKEN,
    /** There is an account already. */
    SETUP_DONE,
    /** Not the set-up token. */
    WRONG_TOKEN,
    /** Only a partner admin may make or change one; nobody acts so under an assumed role. */
    NOT_ALLOWED,
    /** Nobody could administer the account any more. */
    LAST_ADMIN,
    /** This server keeps nothing of that region. */
    WRONG_REGION,
    /** The sign-in ended meanwhile. */
    SIGNED_OUT,
    /** Who should take the meetings over is no active user of the account. */
    NO_HEIR,
    /** There is no role to give back. */
    NO_ASSUMED_ROLE
  }

  private final Reason reason;

  public IdentityRefused(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
