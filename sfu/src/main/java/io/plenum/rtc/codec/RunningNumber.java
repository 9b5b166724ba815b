package io.plenum.rtc.codec;

import io.plenum.rtc.seq.Wrapping;

/**
 * One number that counts on over changes of source: out = in + shift, where the shift is chosen at
 * the first number of each source so that it follows the highest sent. Part of {@link Vp8Rewriter}.
 */
final class RunningNumber {
  private boolean sent;
  private boolean joining = true;
  private long firstIn;
  private long highestIn;
  private long highestOut;
  private long shift;

  /** The next number comes from another source. */
  void changeSource() {
    joining = true;
  }

  /** Whether {@code in} comes before the first number seen of this source. */
  boolean beforeSource(long in, Wrapping width) {
    return !joining && width.extend(highestIn, in) < firstIn;
  }

  /** Takes note of a number of the current source, as wide as {@code width}. */
  void note(long in, Wrapping width) {
    if (joining) {
      joining = false;
      shift = sent ? highestOut + 1 - in : 0;
      firstIn = in;
      highestIn = in;
    }
    highestIn = Math.max(highestIn, width.extend(highestIn, in));
    highestOut = highestIn + shift;
    sent = true;
  }

  long shift() {
    return shift;
  }
}
