package io.plenum.signaling.post;

/** An account has as many mails waiting as it may. Nothing was written. */
public final class OutboxFull extends RuntimeException {
  private static final long serialVersionUID = 1;

  OutboxFull(int limit) {
    super(limit + " mails wait already", null, false, false);
  }
}
