package io.plenum.testkit;

import io.plenum.rtc.wire.Wire;
import java.lang.foreign.MemorySegment;
import java.util.TreeSet;

/**
 * A bulk transfer that shares a link as TCP does (RFC 5681): slow start, one more segment a round
 * trip, half the window after a loss. Each segment is acknowledged by itself over a path of its
 * own.
 */
public final class GreedyFlow {
  private static final int SEGMENT_BYTES = 1_200;
  private static final int REORDERING = 3;
  private static final long TIMEOUT_NS = 1_000_000_000L;

  private final VirtualClock clock;
  private final Link link;
  private final long returnNs;
  private final TreeSet<Long> unanswered = new TreeSet<>();
  private double window = 10;
  private double threshold = Double.MAX_VALUE;
  private long next;
  private long recoverTo = -1;
  private long answeredNs;
  private long delivered;
  private boolean running;

  /** A flow into {@code link} whose acknowledgements take {@code returnNs}. */
  public GreedyFlow(VirtualClock clock, Link link, long returnNs) {
    this.clock = clock;
    this.link = link;
    this.returnNs = returnNs;
  }

  /** Begins to send. */
  public void start() {
    running = true;
    answeredNs = clock.nowNs();
    clock.every(TIMEOUT_NS / 2, this::look);
    fill();
  }

  /** Ends. */
  public void stop() {
    running = false;
  }

  /** Bytes that arrived. */
  public long deliveredBytes() {
    return delivered;
  }

  /** A datagram of this flow has passed the link. */
  void arrived(byte[] datagram) {
    delivered += datagram.length;
    long sequence = Wire.u32(MemorySegment.ofArray(datagram), 4);
    clock.at(clock.nowNs() + returnNs, () -> answered(sequence));
  }

  private void fill() {
    while (running && unanswered.size() < (int) window) {
      byte[] segment = new byte[SEGMENT_BYTES];
      segment[0] = SimulatedPacket.FOREIGN;
      Wire.putU32(MemorySegment.ofArray(segment), 4, next);
      unanswered.add(next++);
      link.send(segment);
    }
  }

  private void answered(long sequence) {
    answeredNs = clock.nowNs();
    if (unanswered.remove(sequence)) {
      window += window < threshold ? 1 : 1 / window;
    }
    while (!unanswered.isEmpty() && unanswered.first() < sequence - REORDERING) {
      long lost = unanswered.pollFirst();
      if (lost > recoverTo) {
        recoverTo = next;
        threshold = Math.max(2, window / 2);
        window = threshold;
      }
    }
    fill();
  }

  private void look() {
    if (running && clock.nowNs() - answeredNs > TIMEOUT_NS) {
      unanswered.clear();
      threshold = Math.max(2, window / 2);
      window = 1;
      fill();
    }
  }
}
