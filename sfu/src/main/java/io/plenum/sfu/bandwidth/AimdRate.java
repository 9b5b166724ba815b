package io.plenum.sfu.bandwidth;

import io.plenum.sfu.state.State;

/**
 * The delay-based rate: multiplicative increase far from the known capacity, additive near it,
 * multiplicative decrease on overuse (draft-ietf-rmcat-gcc-02, section 5.5).
 *
 * <pre>
 *              OVER      NORMAL    UNDER
 *  HOLD        DECREASE  INCREASE  HOLD
 *  INCREASE    DECREASE  INCREASE  HOLD
 *  DECREASE    (acts at once, and is HOLD from then on)
 * </pre>
 *
 * <p>Confined to the room's loop.
 */
final class AimdRate {
  /** What is left of the acknowledged rate after overuse (section 5.5, beta). */
  static final double DECREASE = 0.85;

  /**
   * One decrease leaves at least this: a burst of losses looks like a link that has collapsed. One
   * that really has is met again with the next feedback.
   */
  private static final double LARGEST_STEP_DOWN = 0.5;

  /**
   * Where it goes on once the queue is empty, in known capacities: the decrease was for emptying
   * it, and what arrived while it was full is what the link takes. Ours; the draft creeps back.
   */
  private static final double RESUME = 0.95;

  /** Growth per second far from the capacity (section 5.5, eta). */
  private static final double INCREASE_PER_SECOND = 1.08;

  /**
   * The rate grows no further above what arrives than this unless a probe has shown that more
   * passes. Section 5.5 allows 1.5, for an encoder that fills any rate; layers do not, and a rate
   * that nothing was sent at is a guess.
   */
  private static final double UNPROVEN = 1.25;

  private static final long UNPROVEN_BPS = 10_000;

  /** Reaction of the other parts, beside the round trip (section 5.5, response_time). */
  private static final long REACTION_NS = 100_000_000L;

  /** Slowest additive increase, bits per second each second; libwebrtc's choice. */
  private static final double MIN_ADDITIVE = 4_000;

  /** Packets that one response time adds half of (section 5.5: expected_packet_size_bits). */
  private static final double PACKET_BITS = 9_600;

  /** Bounds of the time between two decreases; libwebrtc's choice. */
  private static final long MIN_PAUSE_NS = 10_000_000L;

  private static final long MAX_PAUSE_NS = 200_000_000L;

  /** The same where little was sent: one burst is one queue, and is cut for once. */
  private static final long LIMITED_PAUSE_NS = 500_000_000L;

  private static final double SECOND_NS = 1e9;

  private final LinkCapacity capacity = new LinkCapacity();
  private final long minBps;
  private final long maxBps;
  private double bps;
  private boolean holding = true;
  private boolean draining;
  private long increasedNs = Long.MIN_VALUE;
  private long decreasedNs = Long.MIN_VALUE;

  AimdRate(long startBps, long minBps, long maxBps) {
    this.bps = startBps;
    this.minBps = minBps;
    this.maxBps = maxBps;
  }

  /** The rate now. */
  long bps() {
    return (long) bps;
  }

  /** Whether it was decreased, and the queue has not been seen empty since. */
  boolean draining() {
    return draining;
  }

  /** When it was last decreased; {@link Long#MIN_VALUE}: never. */
  long decreasedNs() {
    return decreasedNs;
  }

  /**
   * Takes the judgement about the link.
   *
   * @param longBps arrived over 0.5 s, or -1
   * @param shortBps arrived lately, for a link that is full, or -1
   * @param roundTripNs of the path
   * @param queueEmpty whether packets wait nowhere now
   * @param applicationLimited whether less was sent than the rate allows
   * @return whether it was decreased
   */
  boolean update(
      LinkUse use,
      long longBps,
      long shortBps,
      long roundTripNs,
      boolean queueEmpty,
      boolean applicationLimited,
      long nowNs) {
    boolean decreased = false;
    switch (use) {
      case OVER -> decreased = decrease(shortBps, applicationLimited, roundTripNs, nowNs);
      case UNDER -> holding = true;
      case NORMAL -> {
        if (holding) {
          holding = false;
          increasedNs = nowNs;
        }
        increase(longBps, roundTripNs, nowNs);
        if (draining && queueEmpty) {
          draining = false;
          bps = Math.max(bps, RESUME * capacity.bps());
        }
      }
    }
    bps = Math.clamp(bps, (double) minBps, (double) maxBps);
    return decreased;
  }

  private boolean decrease(
      long arrivedBps, boolean applicationLimited, long roundTripNs, long nowNs) {
    holding = true;
    if (arrivedBps < 0) {
      return false;
    }
    long pauseNs =
        applicationLimited ? LIMITED_PAUSE_NS : Math.clamp(roundTripNs, MIN_PAUSE_NS, MAX_PAUSE_NS);
    boolean waiting = decreasedNs != Long.MIN_VALUE && nowNs - decreasedNs < pauseNs;
    if (waiting && (applicationLimited || arrivedBps >= bps / 2)) {
      return false;
    }
    double passed = arrivedBps;
    if (applicationLimited) {
      // A burst after little was sent: what arrived is no measure of the link.
      passed = Math.max(passed, bps);
    } else {
      remember(arrivedBps);
    }
    double next = Math.max(DECREASE * passed, LARGEST_STEP_DOWN * bps);
    decreasedNs = nowNs;
    if (next >= bps) {
      return false;
    }
    bps = next;
    draining = true;
    return true;
  }

  private void remember(long arrivedBps) {
    if (capacity.above(arrivedBps)) {
      capacity.forget();
    }
    capacity.overused(arrivedBps);
  }

  private void increase(long arrivedBps, long roundTripNs, long nowNs) {
    double seconds = Math.min((nowNs - increasedNs) / SECOND_NS, 1);
    increasedNs = nowNs;
    if (arrivedBps < 0) {
      return;
    }
    if (capacity.below(arrivedBps)) {
      capacity.forget();
    }
    double next;
    if (capacity.known()) {
      double perSecond = PACKET_BITS / 2 / ((roundTripNs + REACTION_NS) / SECOND_NS);
      next = bps + Math.max(perSecond, MIN_ADDITIVE) * seconds;
    } else {
      next = bps * Math.pow(INCREASE_PER_SECOND, seconds);
    }
    bps = Math.max(bps, Math.min(next, UNPROVEN * arrivedBps + UNPROVEN_BPS));
  }

  /** A probe has shown that {@code shownBps} pass; less than the rate changes nothing. */
  void shown(long shownBps) {
    if (shownBps > bps) {
      if (capacity.below(shownBps)) {
        capacity.forget();
      }
      bps = Math.min(shownBps, maxBps);
    }
  }

  /** Nothing more is known of the link than that {@code knownBps} is too much: starts there. */
  void restart(long knownBps) {
    bps = Math.clamp(knownBps, minBps, maxBps);
    capacity.forget();
    holding = true;
    draining = false;
  }

  /** Puts down what is known here, or takes it up. */
  void state(State state) {
    capacity.state(state);
    bps = state.of(bps);
    holding = state.of(holding);
    draining = state.of(draining);
    increasedNs = state.of(increasedNs);
    decreasedNs = state.of(decreasedNs);
  }
}
