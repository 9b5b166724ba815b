package io.plenum.rtc.codec;

import io.plenum.rtc.seq.Wrapping;

/**
 * Counts a number of a stream on over its wraps, so that later frames have greater numbers. Part of
 * the frame readers.
 *
 * <p>What lies behind the highest by more than {@code maxLate} has jumped ahead, as after a pause.
 */
final class Unwrapper {
  /** For picture ids: a retransmission is seldom a second late (60 frames). */
  static final int LATE_FRAMES = 512;

  /** For timestamps: ten seconds of the 90 kHz clock of video (RFC 3551, section 5). */
  static final int LATE_TICKS = 10 * 90_000;

  private final long maxLate;
  private boolean begun;
  private long highest;

  Unwrapper(long maxLate) {
    this.maxLate = maxLate;
  }

  /** The unwrapped number of {@code value}; at most a quarter of the range is late. */
  long extend(long value, Wrapping width) {
    long range = width.wrap(-1) + 1;
    if (!begun) {
      begun = true;
      highest = range + value; // a cycle up, so that late ones stay positive
      return highest;
    }
    long distance = width.distance(highest, value);
    if (distance < -Math.min(maxLate, range / 4)) {
      distance += range;
    }
    long extended = highest + distance;
    highest = Math.max(highest, extended);
    return extended;
  }
}
