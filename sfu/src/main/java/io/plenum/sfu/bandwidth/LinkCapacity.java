package io.plenum.sfu.bandwidth;

import io.plenum.sfu.state.State;

/**
 * Where overuse was met lately: the mean of the acknowledged rates at that time, and their spread
 * (draft-ietf-rmcat-gcc-02, section 5.5: near convergence is within three deviations). Confined to
 * the room's loop.
 */
final class LinkCapacity {
  /** Weight of a new sample; libwebrtc's choice. */
  private static final double WEIGHT = 0.05;

  /** Bounds of the normalised variance, kbit/s; libwebrtc's choice. */
  private static final double MIN_VARIANCE = 0.4;

  private static final double MAX_VARIANCE = 2.5;

  private static final double DEVIATIONS = 3;
  private static final double KILO = 1_000;

  private double meanKbps = -1;
  private double variance = MIN_VARIANCE;

  /** Overuse began while {@code bps} arrived. */
  void overused(long bps) {
    double kbps = bps / KILO;
    if (meanKbps < 0) {
      meanKbps = kbps;
      return;
    }
    double error = meanKbps - kbps;
    meanKbps -= WEIGHT * error;
    variance += WEIGHT * (error * error / Math.max(meanKbps, 1) - variance);
    variance = Math.clamp(variance, MIN_VARIANCE, MAX_VARIANCE);
  }

  /** The mean; 0 if it is not known. */
  double bps() {
    return Math.max(0, meanKbps * KILO);
  }

  /** Whether it is known at all. */
  boolean known() {
    return meanKbps >= 0;
  }

  /** Whether {@code bps} is more than it could be. */
  boolean below(long bps) {
    return known() && bps / KILO > meanKbps + DEVIATIONS * deviationKbps();
  }

  /** Whether {@code bps} is less than it could be. */
  boolean above(long bps) {
    return known() && bps / KILO < meanKbps - DEVIATIONS * deviationKbps();
  }

  private double deviationKbps() {
    return Math.sqrt(variance * meanKbps);
  }

  /** Forgets it: the link is another one now. */
  void forget() {
    meanKbps = -1;
    variance = MIN_VARIANCE;
  }

  /** Puts down what is known here, or takes it up. */
  void state(State state) {
    meanKbps = state.of(meanKbps);
    variance = state.of(variance);
  }
}
