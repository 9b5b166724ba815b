package io.plenum.signaling.meeting;

import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/**
 * The number that leads to a meeting (REQUIREMENTS M-2): nine digits or more, never starting with 0
 * so that nobody loses it in a spreadsheet.
 *
 * <p>Codes grow with their number: whoever finds {@link #TRIES} random codes of one length all
 * taken draws one digit more. While half of a length is free that happens to one meeting in 250;
 * from then on new codes become longer by themselves, and guessing never gets easier than one in
 * two.
 */
public final class AccessCode {
  static final int SHORTEST = 9;

  /** 9 × 10^11 codes: nobody fills that, and it can still be read out on the telephone. */
  static final int LONGEST = 12;

  /** Codes drawn of each length. */
  static final int TRIES = 8;

  /** Twelve digits with room for separators; anything longer is not read at all. */
  private static final int MAX_INPUT_LENGTH = 32;

  private static final int GROUP = 3;

  private AccessCode() {}

  /** Codes in the order in which to try them; {@code random} must be a secure source. */
  static List<String> candidates(RandomGenerator random) {
    return IntStream.rangeClosed(SHORTEST, LONGEST)
        .boxed()
        .flatMap(digits -> IntStream.range(0, TRIES).mapToObj(i -> draw(random, digits)))
        .toList();
  }

  private static String draw(RandomGenerator random, int digits) {
    long lowest = 1;
    for (int i = 1; i < digits; i++) {
      lowest *= 10;
    }
    return Long.toString(random.nextLong(lowest, lowest * 10));
  }

  /**
   * The digits of what somebody typed, with or without spaces and dashes; empty when it cannot be a
   * code.
   */
  static Optional<String> parse(String typed) {
    if (typed.length() > MAX_INPUT_LENGTH) {
      return Optional.empty();
    }
    StringBuilder digits = new StringBuilder(LONGEST);
    for (int i = 0; i < typed.length(); i++) {
      char c = typed.charAt(i);
      if (c >= '0' && c <= '9') {
        digits.append(c);
      } else if (!isSeparator(c)) {
        return Optional.empty();
      }
    }
    boolean fits = digits.length() >= SHORTEST && digits.length() <= LONGEST;
    return fits && digits.charAt(0) != '0' ? Optional.of(digits.toString()) : Optional.empty();
  }

  /** As people read it: {@code 123 456 789}. */
  public static String grouped(String code) {
    StringBuilder grouped = new StringBuilder(code);
    for (int at = code.length() - GROUP; at > 0; at -= GROUP) {
      grouped.insert(at, ' ');
    }
    return grouped.toString();
  }

  /** White space of any script and every dash that a text program may put in place of a hyphen. */
  private static boolean isSeparator(char c) {
    return Character.isSpaceChar(c) || Character.getType(c) == Character.DASH_PUNCTUATION;
  }
}
