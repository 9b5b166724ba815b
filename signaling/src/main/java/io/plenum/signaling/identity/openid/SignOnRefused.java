package io.plenum.signaling.identity.openid;

/** Sign-on that goes no further, and why. The message is for the log, an admin, and a developer. */
public final class SignOnRefused extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Why; the text is what a page is told. */
  public enum Reason {
    /** Nobody set out with this state in this browser, or too long ago. */
    UNKNOWN_ATTEMPT("sign-on-expired"),
    /** The person or the provider declined. */
    DECLINED("sign-on-declined"),
    /** What the provider sent is not what it must be, or it cannot be reached. */
    PROVIDER_AT_FAULT("sign-on-failed"),
    /** The provider does not know our client, refuses its secret, or forbids it this flow. */
    CLIENT_REFUSED("sign-on-client"),
    /** The provider does not vouch for an address of one of the account's domains. */
    EMAIL_NOT_ACCEPTED("sign-on-email"),
    /** The address belongs to somebody who may not be linked. */
    NOT_LINKABLE("sign-on-taken"),
    /** What an admin gave cannot be used. */
    UNUSABLE("unusable-provider"),
    /** The account has as many as it may have. */
    TOO_MANY("conflict");

    private final String text;

    Reason(String text) {
      this.text = text;
    }

    /** As it is sent. */
    public String text() {
      return text;
    }
  }

  private final Reason reason;

  SignOnRefused(Reason reason, String message) {
    super(message, null, false, false);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
