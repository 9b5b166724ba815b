package io.plenum.sfu.subscribe;

import io.plenum.sfu.state.State;

/**
 * Keeps the most important picture through a dip: after overuse the estimate is low for a moment,
 * to empty the queue, and a picture that is paused for it costs a keyframe when it comes back,
 * which on a narrow link is the next overuse. Confined to the room's loop.
 *
 * <pre>
 *  content → waiting   its smallest layer does not fit any more
 *  waiting → content   it fits again
 *  waiting → over      WAIT_NS later: it may be paused
 *  over → content      it fits again, or is shown no more
 * </pre>
 */
final class Patience {
  /** Most dips are shorter; ours, from simulations. A link that is gone is met by the pacer. */
  static final long WAIT_NS = 1_000_000_000L;

  private static final long CONTENT = Long.MAX_VALUE;

  private long sinceNs = CONTENT;

  /** Content. */
  Patience() {}

  /**
   * What is to be shared of {@code budgetBps}.
   *
   * @param keptBps what the most important picture takes at its least; 0 if it is not shown
   * @return bits per second, at least {@code keptBps} while the dip is short
   */
  long budgetBps(long budgetBps, long keptBps, long nowNs) {
    if (keptBps <= budgetBps) {
      sinceNs = CONTENT;
      return budgetBps;
    }
    sinceNs = Math.min(sinceNs, nowNs);
    return nowNs - sinceNs < WAIT_NS ? keptBps : budgetBps;
  }

  /** Puts down what is known here, or takes it up. */
  void state(State state) {
    sinceNs = state.of(sinceNs);
  }
}
