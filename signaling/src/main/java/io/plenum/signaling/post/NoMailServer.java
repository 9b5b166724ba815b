package io.plenum.signaling.post;

/** A mail was to be sent, and no mail server is configured. Nothing was written. */
public final class NoMailServer extends RuntimeException {
  private static final long serialVersionUID = 1;

  NoMailServer() {
    super("no mail server is configured (mail.host)", null, false, false);
  }
}
