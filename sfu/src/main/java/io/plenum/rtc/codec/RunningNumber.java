package io.plenum.rtc.codec;

import io.plenum.rtc.seq.Wrapping;

/**
 * One number that counts on over changes of source: out = in + shift, where the shift is chosen at
 * the first number of each source so that it follows the highest sent. Part of {@link Vp8Rewriter}.
 */
final class RunningNumber {
  /**
   * How far behind the highest a number may come and still be taken for late; what is further
   * behind has jumped ahead by more than half the range, as after a pause. A retransmission is
   * seldom a second late (60 frames).
   */
  static final int MAX_LATE = 512;

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

  /**
   * Takes note of a number of the current source.
   *
   * @param width of {@code in}; a quarter of its range is the most that can be late
   * @return false if the number comes before the first one of this source
   */
  boolean accept(long in, Wrapping width) {
    long late = Math.min(MAX_LATE, (width.wrap(-1) + 1) / 4);
    if (joining || width.distance(highestIn, in) < -late) {
      join(in);
    }
    long unwrapped = width.extend(highestIn, in);
    if (unwrapped < firstIn) {
      return false;
    }
    highestIn = Math.max(highestIn, unwrapped);
    highestOut = highestIn + shift;
    sent = true;
    return true;
  }

  private void join(long in) {
    joining = false;
    shift = sent ? highestOut + 1 - in : 0;
    firstIn = in;
    highestIn = in;
  }

  long shift() {
    return shift;
  }
}
