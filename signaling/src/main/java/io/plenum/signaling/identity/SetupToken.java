package io.plenum.signaling.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Proves that whoever sets Plenum up can read what the server printed. Lives as long as the
 * process.
 */
public final class SetupToken {
  private final String text;

  /**
   * @param given what the operator chose; without it one is drawn
   * @param random a secure source
   */
  public SetupToken(Optional<String> given, RandomGenerator random) {
    this.text = given.orElseGet(() -> RandomId.secret(random));
  }

  /** For the link that the start-up log shows; nowhere else. */
  public String reveal() {
    return text;
  }

  /** Compares in a time that does not depend on what is alike. */
  public boolean matches(String shown) {
    return MessageDigest.isEqual(
        text.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
  }

  /** Does not show the token. */
  @Override
  public String toString() {
    return "SetupToken[hidden]";
  }
}
