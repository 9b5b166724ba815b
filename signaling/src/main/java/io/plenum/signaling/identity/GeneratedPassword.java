package io.plenum.signaling.identity;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** A password that is made for somebody, for one sign-in: the first. */
final class GeneratedPassword {
  /** With 65 signs some 96 bits: as hard to guess as an id. */
  private static final int LENGTH = 16;

  /** No 0, O, 1, l, I: people copy it from a letter. */
  private static final String SIGNS =
      "abcdefghijkmnopqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789@!#$%&_-=+";

  /** It lies in a mailbox, readable: it does not work for ever. */
  static final Duration VALID = Duration.ofDays(14);

  private GeneratedPassword() {}

  /** One that follows {@link PasswordRule}. `random` must be a secure source. */
  static String draw(RandomGenerator random) {
    // About every second draw has all kinds; the loop ends.
    while (true) {
      StringBuilder drawn = new StringBuilder(LENGTH);
      for (int i = 0; i < LENGTH; i++) {
        drawn.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
      }
      String password = drawn.toString();
      if (PasswordRule.missing(password).isEmpty()) {
        return password;
      }
    }
  }
}
