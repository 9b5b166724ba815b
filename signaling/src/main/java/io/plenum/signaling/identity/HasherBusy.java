package io.plenum.signaling.identity;

import java.time.Duration;

/** Too many passwords wait to be checked already. */
public final class HasherBusy extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final Duration retryAfter;

  HasherBusy(Duration retryAfter) {
    super("too many sign-ins at once", null, false, false);
    this.retryAfter = retryAfter;
  }

  /** When it is worth trying again. */
  public Duration retryAfter() {
    return retryAfter;
  }
}
