package io.plenum.sfu.subscribe;

import io.plenum.sfu.publish.PublishedStream;
import java.util.Arrays;

/**
 * Which source packet went out under which number of a slot, so that a receiver's NACK finds it
 * again; and how often each was resent.
 *
 * <p>A ring of the last {@link #SIZE} numbers, made with the first of them: a slot that nothing was
 * sent to has none. Confined to the room's loop.
 */
final class SentPackets {
  /** Packets that can be asked for again: the window in which SRTP receivers still accept them. */
  static final int SIZE = 1 << 10;

  /** Times that one packet is resent to one receiver; libwebrtc asks at most 10 times. */
  static final int MAX_RESENDS = 10;

  /** A request that comes sooner after the last is its duplicate. */
  static final long MIN_INTERVAL_NS = 15_000_000L;

  private static final int MASK = SIZE - 1;
  private static final long NONE = -1;

  private long[] slotSequences;
  private long[] sourceSequences;
  private PublishedStream[] streams;
  private int[] timestamps;
  private long[] rewrites;
  private long[] resentNs;
  private byte[] resends;

  SentPackets() {}

  private void begin() {
    long[] first = new long[SIZE];
    Arrays.fill(first, NONE);
    sourceSequences = new long[SIZE];
    streams = new PublishedStream[SIZE];
    timestamps = new int[SIZE];
    rewrites = new long[SIZE];
    resentNs = new long[SIZE];
    resends = new byte[SIZE];
    slotSequences = first; // last: without memory for all, there is none of them
  }

  /**
   * Slot packet {@code slotSequence} (unwrapped) was {@code stream}'s {@code sourceSequence}.
   *
   * @param timestamp that it went out with
   * @param rewrite how it was changed: a {@link io.plenum.rtc.codec.PacketRewrite}
   */
  void put(
      long slotSequence,
      PublishedStream stream,
      long sourceSequence,
      long timestamp,
      long rewrite) {
    if (slotSequences == null) {
      begin();
    }
    int index = (int) (slotSequence & MASK);
    slotSequences[index] = slotSequence;
    sourceSequences[index] = sourceSequence;
    streams[index] = stream;
    timestamps[index] = (int) timestamp;
    rewrites[index] = rewrite;
    resends[index] = 0;
  }

  /**
   * The source packet to resend for {@code slotSequence}, counted as resent; -1 if it is unknown,
   * was resent too often, or just now.
   */
  long resend(long slotSequence, long nowNs) {
    int index = (int) (slotSequence & MASK);
    if (slotSequences == null
        || slotSequences[index] != slotSequence
        || resends[index] >= MAX_RESENDS) {
      return NONE;
    }
    if (resends[index] > 0 && nowNs - resentNs[index] < MIN_INTERVAL_NS) {
      return NONE;
    }
    resends[index]++;
    resentNs[index] = nowNs;
    return sourceSequences[index];
  }

  /** Whose slot packet {@code slotSequence} was; good if {@link #resend} has found it. */
  PublishedStream stream(long slotSequence) {
    return streams[(int) (slotSequence & MASK)];
  }

  /** The timestamp it went out with, of which the low 32 bits count; good likewise. */
  long timestamp(long slotSequence) {
    return timestamps[(int) (slotSequence & MASK)];
  }

  /** How slot packet {@code slotSequence} was changed; good likewise. */
  long rewrite(long slotSequence) {
    return rewrites[(int) (slotSequence & MASK)];
  }

  /** Forgets everything: another track took the slot. */
  void clear() {
    if (slotSequences != null) {
      Arrays.fill(slotSequences, NONE);
      Arrays.fill(streams, null);
    }
  }
}
