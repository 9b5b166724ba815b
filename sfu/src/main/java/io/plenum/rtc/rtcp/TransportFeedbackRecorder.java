package io.plenum.rtc.rtcp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Remembers when the packets of one transport arrived and turns that into {@link
 * TransportFeedback}. Confined to the room's loop. The caller decides when to report: every 50 to
 * 100 ms while {@link #pending()}.
 *
 * <p>A packet that arrives after its loss was reported is reported late, together with what
 * followed it; senders take the newest word.
 */
public final class TransportFeedbackRecorder {
  /** Arrivals remembered; at 2,000 packets/s a second's worth. A power of two. */
  static final int WINDOW = 2048;

  /**
   * Arrivals told in one packet. An arrival takes at most 6 bytes (a chunk of its own, a run of
   * losses before it, a large delta), so a packet stays below 1,200 bytes.
   */
  static final int MAX_ARRIVALS = 190;

  private static final long NEVER = Long.MIN_VALUE;

  private final long[] ticks = new long[WINDOW];
  private boolean started;
  private long next;
  private long highest;
  private boolean pending;
  private int feedbackCount;

  /** A recorder of nothing. */
  public TransportFeedbackRecorder() {
    Arrays.fill(ticks, NEVER);
  }

  /**
   * Notes an arrival. A repeated or too old number is ignored.
   *
   * @param sequence transport-wide sequence number, unwrapped
   * @param nowNs monotonic
   */
  public void record(long sequence, long nowNs) {
    if (!started) {
      started = true;
      next = sequence;
      highest = sequence - 1;
    }
    if (sequence <= highest - WINDOW) {
      return;
    }
    advance(sequence);
    int slot = slot(sequence);
    if (ticks[slot] == NEVER) {
      ticks[slot] = Math.floorDiv(nowNs, TransportFeedback.TICK_NS);
      next = Math.min(next, sequence);
      pending = true;
    }
  }

  /** Whether something arrived that was not reported. */
  public boolean pending() {
    return pending;
  }

  /**
   * Everything not reported yet, oldest first; empty if nothing is pending.
   *
   * @param senderSsrc who reports
   * @param mediaSsrc any stream of the transport
   */
  public List<TransportFeedback> report(int senderSsrc, int mediaSsrc) {
    List<TransportFeedback> reports = new ArrayList<>();
    while (pending && next <= highest) {
      reports.add(reportOne(senderSsrc, mediaSsrc));
    }
    pending = false;
    return reports;
  }

  private TransportFeedback reportOne(int senderSsrc, int mediaSsrc) {
    long base = next;
    long reference = NEVER;
    long previous = 0;
    List<TransportFeedback.Arrival> arrivals = new ArrayList<>();
    for (; next <= highest && arrivals.size() < MAX_ARRIVALS; next++) {
      long tick = ticks[slot(next)];
      if (tick == NEVER) {
        continue;
      }
      if (reference == NEVER) {
        reference = Math.floorDiv(tick, TransportFeedback.TICKS_PER_REFERENCE);
        previous = reference * TransportFeedback.TICKS_PER_REFERENCE;
      }
      long delta = tick - previous;
      if (delta != (short) delta) {
        break; // too far apart for a delta: the next packet has a reference of its own
      }
      arrivals.add(new TransportFeedback.Arrival((int) (next - base), (int) delta));
      previous = tick;
    }
    return new TransportFeedback(
        senderSsrc,
        mediaSsrc,
        (int) base & 0xFFFF,
        (int) (next - base),
        (int) reference & 0xFF_FFFF,
        feedbackCount++ & 0xFF,
        arrivals);
  }

  /** Makes room up to {@code sequence}; what falls out of the window is forgotten. */
  private void advance(long sequence) {
    long forgetTo = Math.min(sequence, highest + WINDOW);
    for (long fresh = highest + 1; fresh <= forgetTo; fresh++) {
      ticks[slot(fresh)] = NEVER;
    }
    highest = Math.max(highest, sequence);
    next = Math.max(next, highest - WINDOW + 1);
  }

  private static int slot(long sequence) {
    return (int) (sequence & (WINDOW - 1));
  }
}
