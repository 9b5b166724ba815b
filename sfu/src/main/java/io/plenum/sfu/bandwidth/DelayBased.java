package io.plenum.sfu.bandwidth;

import io.plenum.sfu.state.State;

/**
 * Judges the link by the arrival times of the packets: groups, trend, detector in one. Confined to
 * the room's loop.
 */
final class DelayBased {
  private final PacketGroups groups = new PacketGroups();
  private final DelayTrend trend = new DelayTrend();
  private final OveruseDetector detector = new OveruseDetector();

  /** A queue shorter than this is empty: three bursts of a pacer. */
  private static final long EMPTY_NS = 15_000_000L;

  /** A probe's queue is shorter; and what is lost behind one of this length found it full. */
  private static final long LONG_NS = 100_000_000L;

  /** Besides, a large packet takes time for itself on a slow link: 1,200 bytes. */
  private static final double LARGE_PACKET_BITS = 9_600;

  private static final double SECOND_NS = 1e9;

  /**
   * How long the fastest packet is remembered: longer than a competing flow keeps a queue filled,
   * short against the drift of two clocks (50 ppm: 6 ms in 2 min).
   */
  private static final long FASTEST_NS = 60_000_000_000L;

  private final LeastOfLate fastest = new LeastOfLate(FASTEST_NS);
  private long latestNs;
  private long emptyNs = EMPTY_NS;
  private boolean overused;
  private boolean excused;
  private boolean draining;
  private long ownUntilNs = Long.MIN_VALUE;

  /** Takes the next packet, in the order of sending, that nothing overtook. */
  void packet(long sentNs, long arrivalNs) {
    latestNs = arrivalNs - sentNs;
    fastest.sample(latestNs, arrivalNs);
    if (groups.packet(sentNs, arrivalNs)) {
      trend.group(groups.arrivalDeltaNs(), groups.sendDeltaNs(), groups.arrivalNs());
      boolean shown =
          detector.update(trend, groups.sendDeltaNs(), queueEmpty(), groups.arrivalNs());
      overused |= shown && sentNs > ownUntilNs;
      excused |= shown && sentNs <= ownUntilNs;
    }
    if (excused && sentNs > ownUntilNs) {
      excused = false;
      overused |= overlong(); // longer than a probe's: the link itself has got narrow meanwhile
    }
  }

  /**
   * A queue that packets meet which are sent until {@code untilNs} is of our own making: a probe's,
   * and what the probe shows of the link is more than that there is a queue.
   */
  void excuse(long untilNs) {
    ownUntilNs = untilNs;
  }

  /**
   * The judgement of one feedback: overuse, if one of its groups showed it. Overuse that only
   * lingers is waited for as a queue that empties is: the rate has been cut for it.
   */
  LinkUse judge() {
    LinkUse lingering = detector.use() == LinkUse.OVER ? LinkUse.UNDER : detector.use();
    LinkUse use = overused ? LinkUse.OVER : lingering;
    overused = false;
    return use;
  }

  /** The present judgement. */
  LinkUse use() {
    return detector.use();
  }

  /** How much longer the latest packet travelled than the fastest: the queues on its way. */
  long queueNs() {
    return fastest.known() ? latestNs - fastest.ns() : 0;
  }

  /** Whether the latest packet met no queue. */
  boolean queueEmpty() {
    return queueNs() < emptyNs;
  }

  /** Whether somebody else seems to keep the queue filled. */
  boolean competing() {
    return detector.competing();
  }

  /**
   * Whether packets get lost now because a queue of our own has no room for them, and the rate has
   * been cut for it.
   */
  boolean overflows() {
    return draining && overlong();
  }

  private boolean overlong() {
    return queueNs() >= LONG_NS && !competing();
  }

  /**
   * About {@code bps} pass.
   *
   * @param drains whether that is to empty a queue
   */
  void rate(long bps, boolean drains) {
    draining = drains;
    emptyNs = EMPTY_NS + (long) (LARGE_PACKET_BITS / bps * SECOND_NS);
  }

  /** Begins anew: the receiver's clock jumped. */
  void reset() {
    groups.reset();
    trend.reset();
    detector.reset();
    fastest.reset();
    overused = false;
    excused = false;
  }

  /** Puts down what is known here, or takes it up. */
  void state(State state) {
    groups.state(state);
    trend.state(state);
    detector.state(state);
    fastest.state(state);
    latestNs = state.of(latestNs);
    emptyNs = state.of(emptyNs);
    overused = state.of(overused);
    excused = state.of(excused);
    draining = state.of(draining);
    ownUntilNs = state.of(ownUntilNs);
  }
}
