package io.plenum.sfu.bandwidth;

import io.plenum.sfu.state.State;

/**
 * Decides when to look for more bandwidth, and at what rate.
 *
 * <pre>
 *  START     two probes, at 3 and 6 times the first rate          → CONTINUE while they pass
 *  CONTINUE  twice what was just shown                            → itself, or WAITING
 *  WAITING   RECOVERY once after a deep cut; WANTED when the allocation could use more,
 *            each INTERVAL_NS                                     → CONTINUE or WAITING
 * </pre>
 *
 * <p>Nobody is disturbed without need: what nobody could use is not probed for. Pure. Confined to
 * the room's loop.
 */
final class ProbePlan {
  /** Rates of the first two probes, in first rates; libwebrtc's choice. */
  private static final int[] START_FACTORS = {3, 6};

  /** What continues a probe that passed, in results; libwebrtc's choice. */
  private static final int CONTINUE_FACTOR = 2;

  /** A result of at least so much of the rate probed is worth another step; libwebrtc's choice. */
  private static final double PASSED = 0.7;

  /** Length of a probe: three bursts of a browser's pacer; libwebrtc's choice. */
  static final long LENGTH_NS = 15_000_000L;

  /** Fewest bytes of a probe: at 1 Mbit/s they take 16 ms, long against a tick of feedback. */
  static final int MIN_BYTES = 2_000;

  /** Share of the cut rate that recovery looks for; libwebrtc's choice. */
  private static final double RECOVERY_SHARE = 0.85;

  /** A cut below so much of the rate before is deep; libwebrtc's choice. */
  private static final double DEEP_CUT = 0.66;

  /** Time for the queue to empty before the link is tried again. */
  static final long AFTER_CUT_NS = 1_500_000_000L;

  /**
   * Between two regular probes: a link that is whole again is in use some seconds later, and what
   * probes take of it, twice the estimate for 15 ms, stays below 2 % from 400 kbit/s on.
   */
  static final long INTERVAL_NS = 2_000_000_000L;

  /** What is wanted is tried with some room; and at most so much more than is known to pass. */
  private static final double ROOM = 1.1;

  private static final double MAX_STEP = 2;

  private static final double SECOND_NS = 1e9;

  private final long startBps;
  private final long maxBps;
  private int starts;
  private int ids;
  private boolean busy;
  private boolean started;
  private ProbeCluster.Reason next;
  private long nextBps;
  private long recoveryBps;
  private long notBeforeNs = Long.MIN_VALUE;

  ProbePlan(long startBps, long maxBps) {
    this.startBps = startBps;
    this.maxBps = maxBps;
  }

  /**
   * The probe to send now, or null. One at a time: until {@link #done} there is no other.
   *
   * @param estimateBps what is known to pass
   * @param wantedBps what could be used; 0 for nothing more
   * @param quiet whether the delay is normal
   */
  ProbeCluster due(long estimateBps, long wantedBps, boolean quiet, long nowNs) {
    if (busy || !quiet) {
      return null;
    }
    if (starts < START_FACTORS.length) {
      return cluster(startBps * START_FACTORS[starts++], ProbeCluster.Reason.START);
    }
    if (next == ProbeCluster.Reason.CONTINUE) {
      next = null;
      return wantedBps > estimateBps ? cluster(nextBps, ProbeCluster.Reason.CONTINUE) : null;
    }
    if (nowNs < notBeforeNs || wantedBps <= estimateBps) {
      return null;
    }
    notBeforeNs = nowNs + INTERVAL_NS;
    if (recoveryBps > estimateBps) {
      long bps = recoveryBps;
      recoveryBps = 0;
      return cluster(bps, ProbeCluster.Reason.RECOVERY);
    }
    long bps = (long) Math.min(wantedBps * ROOM, estimateBps * MAX_STEP);
    return cluster(bps, ProbeCluster.Reason.WANTED);
  }

  private ProbeCluster cluster(long bps, ProbeCluster.Reason why) {
    busy = true;
    long rate = Math.min(bps, maxBps);
    int bytes = (int) Math.max(rate / 8.0 * (LENGTH_NS / SECOND_NS), MIN_BYTES);
    return new ProbeCluster(++ids, rate, bytes, why);
  }

  /**
   * The last probe is over.
   *
   * @param resultBps what it showed, or -1
   */
  void done(ProbeCluster probe, long resultBps) {
    busy = false;
    if (resultBps >= PASSED * probe.bps() && starts >= START_FACTORS.length) {
      next = ProbeCluster.Reason.CONTINUE;
      nextBps = resultBps * CONTINUE_FACTOR;
    }
    if (resultBps >= 0 && resultBps < PASSED * probe.bps()) {
      starts = START_FACTORS.length;
    }
    started |= starts >= START_FACTORS.length;
  }

  /** The rate was cut from {@code fromBps} to {@code toBps}: the link is left alone for a while. */
  void cut(long fromBps, long toBps, long nowNs) {
    next = null;
    starts = START_FACTORS.length;
    started = true;
    notBeforeNs = Math.max(notBeforeNs, nowNs + AFTER_CUT_NS);
    if (toBps < DEEP_CUT * fromBps) {
      recoveryBps = Math.max(recoveryBps, (long) (RECOVERY_SHARE * fromBps));
    }
  }

  /** Whether the first probes are over. */
  boolean started() {
    return started;
  }

  /** When the next regular probe may be. */
  long notBeforeNs() {
    return notBeforeNs;
  }

  /** Puts down what is known here, or takes it up. */
  void state(State state) {
    starts = state.of(starts);
    ids = state.of(ids);
    busy = state.of(busy);
    started = state.of(started);
    next = state.of(next, ProbeCluster.REASONS);
    nextBps = state.of(nextBps);
    recoveryBps = state.of(recoveryBps);
    notBeforeNs = state.of(notBeforeNs);
  }
}
