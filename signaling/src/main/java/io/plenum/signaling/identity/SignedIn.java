package io.plenum.signaling.identity;

import java.time.Duration;

/**
 * What a client gets for signing in.
 *
 * @param refreshToken a secret for the cookie only; works once
 * @param refreshLifetime how long the cookie is worth keeping
 */
public record SignedIn(
    User user,
    String accessToken,
    Duration accessLifetime,
    String refreshToken,
    Duration refreshLifetime) {
  /** Does not show the tokens. */
  @Override
  public String toString() {
    return "SignedIn[" + user + "]";
  }
}
