package io.plenum.sfu.bandwidth;

import io.plenum.sfu.state.State;

/** The least sample of the last time, by two alternating halves. Confined to the room's loop. */
final class LeastOfLate {
  private final long halfNs;
  private boolean known;
  private long sinceNs;
  private long currentNs;
  private long formerNs;

  /** Remembers a sample for {@code halfNs} to twice that. */
  LeastOfLate(long halfNs) {
    this.halfNs = halfNs;
  }

  /** One sample. */
  void sample(long ns, long nowNs) {
    if (!known) {
      known = true;
      sinceNs = nowNs;
      currentNs = ns;
      formerNs = ns;
    } else if (nowNs - sinceNs >= halfNs) {
      sinceNs = nowNs;
      formerNs = currentNs;
      currentNs = ns;
    }
    currentNs = Math.min(currentNs, ns);
  }

  /** Whether there was a sample. */
  boolean known() {
    return known;
  }

  /** The least. */
  long ns() {
    return Math.min(currentNs, formerNs);
  }

  /** Begins anew. */
  void reset() {
    known = false;
  }

  /** Puts down what is known here, or takes it up. */
  void state(State state) {
    known = state.of(known);
    sinceNs = state.of(sinceNs);
    currentNs = state.of(currentNs);
    formerNs = state.of(formerNs);
  }
}
