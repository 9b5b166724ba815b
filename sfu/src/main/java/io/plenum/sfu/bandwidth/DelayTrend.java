package io.plenum.sfu.bandwidth;

import io.plenum.sfu.state.State;

/**
 * Whether the delay of the path grows: the slope of the smoothed, accumulated delay over the last
 * {@link #WINDOW} groups, by least squares. It takes the place of the Kalman filter of
 * draft-ietf-rmcat-gcc-02, section 5.3, as in today's browsers: one parameter less to guess.
 * Confined to the room's loop.
 */
final class DelayTrend {
  /** Groups that the line is laid through; libwebrtc's choice. */
  static final int WINDOW = 20;

  /** Share of the old value in the smoothed delay; libwebrtc's choice. */
  private static final double SMOOTHING = 0.9;

  private static final double MS_NS = 1e6;

  private final double[] arrivalsMs = new double[WINDOW];
  private final double[] delaysMs = new double[WINDOW];
  private long groups;
  private long firstArrivalNs;
  private double accumulatedMs;
  private double smoothedMs;
  private double slope;

  /** Takes the delay variation of a group that arrived at {@code arrivalNs}. */
  void group(long arrivalDeltaNs, long sendDeltaNs, long arrivalNs) {
    if (groups == 0) {
      firstArrivalNs = arrivalNs;
    }
    accumulatedMs += (arrivalDeltaNs - sendDeltaNs) / MS_NS;
    smoothedMs = SMOOTHING * smoothedMs + (1 - SMOOTHING) * accumulatedMs;
    int index = (int) (groups % WINDOW);
    arrivalsMs[index] = (arrivalNs - firstArrivalNs) / MS_NS;
    delaysMs[index] = smoothedMs;
    groups++;
    if (groups >= WINDOW) {
      slope = fit();
    }
  }

  private double fit() {
    double meanX = 0;
    double meanY = 0;
    for (int i = 0; i < WINDOW; i++) {
      meanX += arrivalsMs[i] / WINDOW;
      meanY += delaysMs[i] / WINDOW;
    }
    double covariance = 0;
    double variance = 0;
    for (int i = 0; i < WINDOW; i++) {
      double x = arrivalsMs[i] - meanX;
      covariance += x * (delaysMs[i] - meanY);
      variance += x * x;
    }
    return variance == 0 ? slope : covariance / variance;
  }

  /** How much the delay grows, in ms per ms; negative: it shrinks. 0 until the window is full. */
  double slope() {
    return slope;
  }

  /** Groups taken so far. */
  long groups() {
    return groups;
  }

  /** Forgets everything. */
  void reset() {
    groups = 0;
    accumulatedMs = 0;
    smoothedMs = 0;
    slope = 0;
  }

  /** Puts down what is known here, or takes it up. */
  void state(State state) {
    state.of(arrivalsMs);
    state.of(delaysMs);
    groups = state.of(groups);
    firstArrivalNs = state.of(firstArrivalNs);
    accumulatedMs = state.of(accumulatedMs);
    smoothedMs = state.of(smoothedMs);
    slope = state.of(slope);
  }
}
