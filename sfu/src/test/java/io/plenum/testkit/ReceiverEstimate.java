package io.plenum.testkit;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a receiver without transport-wide feedback says that it takes: grows by 8 % a second up to
 * 1.5 times what arrives, and falls to 0.85 of it when a queue grows (draft-ietf-rmcat-gcc-02,
 * section 5.5, receiver side).
 */
final class ReceiverEstimate {
  static final long STEP_NS = 100_000_000L;

  private static final long WINDOW_NS = 1_000_000_000L;
  private static final long QUEUE_NS = 40_000_000L;
  private static final double GROWTH = Math.pow(1.08, 0.1);
  private static final double UNPROVEN = 1.5;
  private static final double UNPROVEN_BPS = 10_000;
  private static final double DECREASE = 0.85;
  private static final int REST_STEPS = 5;

  private final VirtualClock clock;
  private final Deque<long[]> arrivals = new ArrayDeque<>();
  private double bps;
  private long longestNs;
  private int resting;

  ReceiverEstimate(VirtualClock clock) {
    this.clock = clock;
  }

  void arrived(int bytes, long queuedNs) {
    arrivals.add(new long[] {clock.nowNs(), bytes});
    longestNs = Math.max(longestNs, queuedNs);
  }

  /** What is said after another {@link #STEP_NS}; 0: nothing yet. */
  long step() {
    while (!arrivals.isEmpty() && arrivals.getFirst()[0] < clock.nowNs() - WINDOW_NS) {
      arrivals.removeFirst();
    }
    double arrivedBps = arrivals.stream().mapToLong(arrival -> arrival[1]).sum() * 8.0;
    resting = Math.max(0, resting - 1);
    if (longestNs > QUEUE_NS && resting == 0) {
      bps = Math.min(bps, DECREASE * arrivedBps);
      resting = REST_STEPS;
    } else if (longestNs <= QUEUE_NS) {
      double most = UNPROVEN * arrivedBps + UNPROVEN_BPS;
      bps = Math.max(bps, Math.min(Math.max(bps * GROWTH, arrivedBps), most));
    }
    longestNs = 0;
    return (long) bps;
  }
}
