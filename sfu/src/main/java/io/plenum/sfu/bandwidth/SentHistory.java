package io.plenum.sfu.bandwidth;

import io.plenum.rtc.seq.Wrapping;
import io.plenum.sfu.state.State;

/**
 * When each of the latest packets left, how large it was, and what became of it; gives out the
 * transport-wide sequence numbers (draft-holmer-rmcat-transport-wide-cc-extensions-01, section 2).
 *
 * <pre>
 *  IN_FLIGHT → LOST       feedback covers it without an arrival
 *  IN_FLIGHT → RECEIVED   feedback names its arrival
 *  LOST      → RECEIVED   later feedback does: it was only late
 * </pre>
 *
 * <p>A ring of {@link #SIZE} packets, made with the first; nothing is allocated per packet.
 * Confined to the room's loop.
 */
final class SentHistory {
  /** Packets remembered: 2 s at 20 Mbit/s, 40 s of sound alone. A power of two. */
  static final int SIZE = 1 << 12;

  /** In place of a probe: the packet repeats another. */
  static final int REPEATED = -1;

  private static final int MASK = SIZE - 1;

  /** One cycle up, so that unwrapped numbers of late feedback stay positive. */
  static final long FIRST = 1L << 16;

  private static final byte IN_FLIGHT = 1;
  private static final byte LOST = 2;
  private static final byte RECEIVED = 3;

  private long[] sentNs;
  private int[] bytes;
  private int[] clusters;
  private byte[] states;
  private long first;
  private long next;

  /** A history that begins with number {@code first}, {@link #FIRST} or more. */
  SentHistory(long first) {
    this.first = first;
    this.next = first;
  }

  private void begin() {
    bytes = new int[SIZE];
    clusters = new int[SIZE];
    states = new byte[SIZE];
    sentNs = new long[SIZE]; // last: without memory for all, there is none of them
  }

  /**
   * Notes a packet that leaves now.
   *
   * @param sizeBytes on the wire, 1 or more
   * @param cluster of the probe it belongs to, {@link #REPEATED}, or 0
   * @return its number, unwrapped; its low 16 bits go into the packet
   */
  long sent(int sizeBytes, int cluster, long nowNs) {
    if (sentNs == null) {
      begin();
    }
    int index = (int) (next & MASK);
    sentNs[index] = nowNs;
    bytes[index] = sizeBytes;
    clusters[index] = cluster;
    states[index] = IN_FLIGHT;
    return next++;
  }

  /** The number that {@code low16}, of a feedback, stands for. */
  long extend(int low16) {
    return Wrapping.BITS_16.extend(next - 1, low16);
  }

  /** The oldest number remembered. */
  long oldest() {
    return Math.max(first, next - SIZE);
  }

  /** The number that will be given out next. */
  long next() {
    return next;
  }

  /** Whether {@code sequence} was sent and is remembered. */
  boolean knows(long sequence) {
    return sequence >= oldest() && sequence < next;
  }

  /** Notes that a known packet has not arrived; false if that, or better, was known. */
  boolean lost(long sequence) {
    int index = (int) (sequence & MASK);
    if (states[index] != IN_FLIGHT) {
      return false;
    }
    states[index] = LOST;
    return true;
  }

  /** Whether a known packet is counted as lost. */
  boolean isLost(long sequence) {
    return states[(int) (sequence & MASK)] == LOST;
  }

  /** Notes that a known packet has arrived; false if that was known. */
  boolean received(long sequence) {
    int index = (int) (sequence & MASK);
    if (states[index] == RECEIVED) {
      return false;
    }
    states[index] = RECEIVED;
    return true;
  }

  /** When a known packet left. */
  long sentNs(long sequence) {
    return sentNs[(int) (sequence & MASK)];
  }

  /** Bytes of a known packet. */
  int bytes(long sequence) {
    return bytes[(int) (sequence & MASK)];
  }

  /** The probe of a known packet, or 0. */
  int cluster(long sequence) {
    return clusters[(int) (sequence & MASK)];
  }

  /** Puts down what is known here, or takes it up. */
  void state(State state) {
    first = state.of(first);
    next = state.of(next);
    if (sentNs == null && oldest() < next) {
      begin();
    }
    long beforeNs = 0;
    for (long sequence = oldest(); sequence < next; sequence++) {
      int index = (int) (sequence & MASK);
      sentNs[index] = state.of(sentNs[index] - beforeNs) + beforeNs; // small, and so few bytes
      bytes[index] = state.of(bytes[index]);
      clusters[index] = state.of(clusters[index]);
      states[index] = (byte) state.of((int) states[index]);
      beforeNs = sentNs[index];
    }
  }
}
