package io.plenum.signaling.post;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * How often and for how long a delivery is tried: 5 s after the first failure, then four times as
 * long each time, up to eight hours; three and a half days in all.
 */
final class Patience {
  /** RFC 5321 section 4.5.4.1 asks for at least four or five days of age, and few tries. */
  static final int TRY_LIMIT = 16;

  /** For letters that waited behind another's trouble and were hardly tried. */
  static final Duration AGE_LIMIT = Duration.ofDays(5);

  /** An endpoint that took nothing for this long is switched off. */
  static final Duration FAILING_LIMIT = Duration.ofDays(5);

  private static final Duration FIRST = Duration.ofSeconds(5);
  private static final int FACTOR = 4;
  private static final Duration LONGEST = Duration.ofHours(8);

  /** Spreads what failed together over a fifth of the time to both sides. */
  private static final double JITTER = 0.2;

  private Patience() {}

  /** How long to wait after so many tries have failed, at least one. */
  static Duration after(int tries, RandomGenerator random) {
    double longer = Math.pow(FACTOR, tries - 1.0);
    double ms = Math.min(longer * FIRST.toMillis(), (double) LONGEST.toMillis());
    return Duration.ofMillis((long) (ms * random.nextDouble(1 - JITTER, 1 + JITTER)));
  }

  static boolean isOver(int tries, Duration age) {
    return tries >= TRY_LIMIT || age.compareTo(AGE_LIMIT) >= 0;
  }
}
