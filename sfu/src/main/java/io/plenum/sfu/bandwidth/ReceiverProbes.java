package io.plenum.sfu.bandwidth;

import io.plenum.sfu.state.State;

/**
 * Lets a receiver that estimates by itself find more than its pictures take: such an estimate goes
 * no further than 1.5 times what arrives (draft-ietf-rmcat-gcc-02, section 5.5), and a larger
 * picture is often more than that. So for a while as much is sent as the receiver says it takes,
 * filled up with padding; never more. Pure. Confined to the room's loop.
 *
 * <pre>
 *  RESTING → FILLING   REST_NS over, and more is wanted than the receiver takes
 *  FILLING → FILLING   FILL_NS over, and the receiver takes more than before
 *  FILLING → RESTING   FILL_NS over, and it does not; or nothing more is wanted
 * </pre>
 */
final class ReceiverProbes {
  /** One filling: the receiver's estimate grows by 8 % a second, and is told once a second. */
  static final long FILL_NS = 2_500_000_000L;

  /** Pause after one that brought nothing, so that padding is a quarter of the time at most. */
  static final long REST_NS = 7_500_000_000L;

  /** One step of a filling: the pace at which the allocation says what it wants. */
  static final long STEP_NS = 200_000_000L;

  /** Growth that is worth another filling. */
  private static final double GAIN = 1.05;

  private static final double SECOND_NS = 1e9;

  private int ids;
  private boolean filling;
  private long untilNs = Long.MIN_VALUE;
  private long beforeBps;

  /** Resting, but ready. */
  ReceiverProbes() {}

  /**
   * What is to be sent in the next {@link #STEP_NS}, pictures and sound included; null: nothing
   * besides them.
   *
   * @param estimateBps what the receiver says it takes
   * @param wantedBps what could be used; 0 for nothing more
   */
  ProbeCluster due(long estimateBps, long wantedBps, long nowNs) {
    if (wantedBps <= estimateBps) {
      filling = false;
      return null;
    }
    if (nowNs >= untilNs) {
      filling = !filling || estimateBps >= GAIN * beforeBps;
      beforeBps = estimateBps;
      untilNs = nowNs + (filling ? FILL_NS : REST_NS);
    }
    if (!filling) {
      return null;
    }
    int bytes = (int) (estimateBps / 8.0 * (STEP_NS / SECOND_NS));
    return new ProbeCluster(++ids, estimateBps, bytes, ProbeCluster.Reason.WANTED);
  }

  /** Puts down what is known here, or takes it up. */
  void state(State state) {
    ids = state.of(ids);
    filling = state.of(filling);
    untilNs = state.of(untilNs);
    beforeBps = state.of(beforeBps);
  }
}
