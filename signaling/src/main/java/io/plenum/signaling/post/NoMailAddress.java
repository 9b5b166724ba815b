package io.plenum.signaling.post;

/** A mail was to go where no mail can go: see {@link MailAddress}. */
public final class NoMailAddress extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  NoMailAddress() {
    super("no mail address");
  }
}
