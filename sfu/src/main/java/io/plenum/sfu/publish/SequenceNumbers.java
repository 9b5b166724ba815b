package io.plenum.sfu.publish;

import io.plenum.rtc.seq.Wrapping;

/**
 * Unwraps one stream's 16-bit RTP sequence numbers (RFC 3550, appendix A.1).
 *
 * <p>A sender that starts over behind its former numbers is believed when two packets in a row
 * confirm it; its numbers then continue in the next cycle, so unwrapped numbers only grow.
 *
 * <p>Confined to the room's loop.
 */
public final class SequenceNumbers {
  /** Returned for a packet that is not believed yet. */
  public static final long REJECTED = -1;

  /**
   * Packets up to this much older than the newest are late; RFC 3550 has 100, repair needs more.
   */
  static final int MAX_LATE = 1_000;

  private static final long CYCLE = 1 << 16;

  private long first = REJECTED;
  private long highest = REJECTED;
  private int restartCandidate = -1;

  /** The unwrapped number of a packet received on the stream itself, or {@link #REJECTED}. */
  public long extend(int sequence) {
    if (highest == REJECTED) {
      first = highest = CYCLE + sequence;
      return highest;
    }
    long extended = Wrapping.BITS_16.extend(highest, sequence);
    if (extended < highest - MAX_LATE) {
      if (sequence != restartCandidate) {
        restartCandidate = (sequence + 1) & 0xFFFF;
        return REJECTED;
      }
      extended += CYCLE;
    }
    restartCandidate = -1;
    first = Math.min(first, extended);
    highest = Math.max(highest, extended);
    return extended;
  }

  /** A packet with this unwrapped number was taken elsewhere. */
  void took(long sequence) {
    first = highest == REJECTED ? sequence : Math.min(first, sequence);
    highest = Math.max(highest, sequence);
  }

  /** The unwrapped number of a retransmitted packet, or {@link #REJECTED} before the first. */
  public long extendOld(int sequence) {
    return highest == REJECTED ? REJECTED : Wrapping.BITS_16.extend(highest, sequence);
  }

  /** The lowest unwrapped number seen, or {@link #REJECTED}. */
  public long first() {
    return first;
  }

  /** The highest unwrapped number seen, or {@link #REJECTED}. */
  public long highest() {
    return highest;
  }

  /** The same as a report block has it: the count of cycles begins with 0. */
  public long highestReceived() {
    return highest - CYCLE;
  }
}
