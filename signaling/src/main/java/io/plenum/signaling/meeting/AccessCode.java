package io.plenum.signaling.meeting;

import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The number that leads to a meeting (REQUIREMENTS M-2): nine digits, never starting with 0 so that
 * nobody loses it in a spreadsheet.
 */
final class AccessCode {
  private static final int LOWEST = 100_000_000;
  private static final int BEYOND_HIGHEST = 1_000_000_000;
  private static final int DIGITS = 9;

  /** Nine digits with room for separators; anything longer is not read at all. */
  private static final int MAX_INPUT_LENGTH = 32;

  private AccessCode() {}

  /** Draws a code; `random` must be a secure source. */
  static String draw(RandomGenerator random) {
    return Integer.toString(random.nextInt(LOWEST, BEYOND_HIGHEST));
  }

  /**
   * The digits of what somebody typed, with or without spaces and dashes; empty when it cannot be a
   * code.
   */
  static Optional<String> parse(String typed) {
    if (typed.length() > MAX_INPUT_LENGTH) {
      return Optional.empty();
    }
    StringBuilder digits = new StringBuilder(DIGITS);
    for (int i = 0; i < typed.length(); i++) {
      char c = typed.charAt(i);
      if (c >= '0' && c <= '9') {
        digits.append(c);
      } else if (!isSeparator(c)) {
        return Optional.empty();
      }
    }
    return digits.length() == DIGITS && digits.charAt(0) != '0'
        ? Optional.of(digits.toString())
        : Optional.empty();
  }

  /** White space of any script and every dash that a text program may put in place of a hyphen. */
  private static boolean isSeparator(char c) {
    return Character.isSpaceChar(c) || Character.getType(c) == Character.DASH_PUNCTUATION;
  }
}
