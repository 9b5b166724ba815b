package io.plenum.signaling.identity;

import java.util.Optional;
import java.util.function.IntPredicate;

/** What a password must have (REQUIREMENTS I-3). */
public final class PasswordRule {
  /** Counted in characters (code points). */
  public static final int MIN_LENGTH = 8;

  public static final int MAX_LENGTH = 128;
  private static final String SPECIALS = "@!#$%&_-=+";

  private PasswordRule() {}

  /** What is missing, in English; empty when the password is good. */
  public static Optional<String> missing(String password) {
    int length = password.codePointCount(0, password.length());
    if (length < MIN_LENGTH || length > MAX_LENGTH) {
      return Optional.of("between " + MIN_LENGTH + " and " + MAX_LENGTH + " characters");
    }
    if (!has(password, Character::isLowerCase)) {
      return Optional.of("a lower-case letter");
    }
    if (!has(password, Character::isUpperCase)) {
      return Optional.of("an upper-case letter");
    }
    if (!has(password, c -> c >= '0' && c <= '9')) {
      return Optional.of("a digit");
    }
    return has(password, c -> SPECIALS.indexOf(c) >= 0)
        ? Optional.empty()
        : Optional.of("one of " + SPECIALS);
  }

  private static boolean has(String password, IntPredicate kind) {
    return password.codePoints().anyMatch(kind);
  }
}
