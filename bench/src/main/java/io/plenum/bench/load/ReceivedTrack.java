package io.plenum.bench.load;

import io.plenum.rtc.rtcp.ReportBlock;
import io.plenum.rtc.seq.Wrapping;
import java.util.BitSet;

/**
 * Sequence numbers of one stream that a client receives (RFC 3550, appendix A.1), from headers
 * alone. Confined to the load's thread.
 */
final class ReceivedTrack {
  private static final long SECOND_CYCLE = 1L << 16;

  /** Numbers of which it is known whether they came; what is older counts no more. */
  static final int WINDOW = 1_024;

  private final int ssrc;
  private final BitSet came = new BitSet(WINDOW);
  private long first = -1;
  private long base;
  private long highest;
  private long received;
  private long receivedBefore;

  ReceivedTrack(int ssrc) {
    this.ssrc = ssrc;
  }

  int ssrc() {
    return ssrc;
  }

  /** A packet came; returns its number, without wraps. */
  long add(int sequenceNumber) {
    if (first < 0) {
      first = SECOND_CYCLE + sequenceNumber;
      highest = first - 1;
      base = highest;
    }
    long extended = Wrapping.BITS_16.extend(highest, sequenceNumber);
    boolean isNew = extended > highest - WINDOW && !cameBefore(extended);
    received += isNew && extended > base ? 1 : 0; // what is older was counted as lost before
    return extended;
  }

  /** Whether it came twice: a repetition hides no loss. */
  private boolean cameBefore(long extended) {
    for (; highest < extended; highest++) {
      came.clear((int) ((highest + 1) % WINDOW));
    }
    int index = (int) (extended % WINDOW);
    boolean before = came.get(index);
    came.set(index);
    return before;
  }

  /** The highest number so far. */
  long highest() {
    return highest;
  }

  /** Whether nothing has come yet. */
  boolean fresh() {
    return first < 0;
  }

  /** Counts anew from here. */
  void begin() {
    receivedBefore += received;
    base = highest;
    received = 0;
  }

  /** Packets since {@link #begin}. */
  long received() {
    return received;
  }

  /** Numbers that are missing since {@link #begin}; a repetition is no packet more. */
  long lost() {
    return first < 0 ? 0 : Math.max(0, highest - base - received);
  }

  /** What a browser tells of it. */
  ReportBlock report() {
    long expected = highest - first + 1;
    long lost =
        Math.clamp(expected - received - receivedBefore, 0, ReportBlock.MAX_CUMULATIVE_LOST);
    return new ReportBlock(ssrc, 0, (int) lost, (highest - SECOND_CYCLE) & 0xFFFF_FFFFL, 0, 0, 0);
  }
}
