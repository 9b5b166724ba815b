package io.plenum.sfu.bandwidth;

import io.plenum.sfu.state.State;
import java.util.List;

/**
 * Compares the trend of the delay with a threshold that adapts to it, so that a flow neither
 * starves beside a loss-driven one nor reacts to noise (draft-ietf-rmcat-gcc-02, section 5.4;
 * Carlucci et al., "Analysis and Design of the Google Congestion Control for WebRTC", 2016).
 * Confined to the room's loop.
 */
final class OveruseDetector {
  /** Threshold at the start, ms (section 5.4, del_var_th). */
  private static final double INITIAL_MS = 12.5;

  /** Bounds of the threshold, ms (section 5.4). */
  private static final double MIN_MS = 6;

  private static final double MAX_MS = 25;

  /**
   * A trend that exceeds the threshold by more is a spike that it does not follow (section 5.4).
   */
  private static final double SPIKE_MS = 15;

  /** Gain per ms upwards (section 5.4, K_u). */
  private static final double GAIN_UP = 0.01;

  /**
   * Gain per ms downwards while somebody else keeps the queue filled (section 5.4, K_d): the flow
   * holds its own beside TCP.
   */
  private static final double GAIN_DOWN_COMPETING = 0.00018;

  /** The same while the queue empties from time to time: the flow is alone; libwebrtc's choice. */
  private static final double GAIN_DOWN_ALONE = 0.039;

  /**
   * A queue that was not empty for so long is not ours: after an overuse of our own it empties
   * sooner (the criterion of Copa, Arun and Balakrishnan 2018, section 2.2).
   */
  static final long COMPETING_NS = 2_000_000_000L;

  /** Longest time between two updates that counts, ms; libwebrtc's choice. */
  private static final double MAX_STEP_MS = 100;

  /** Overuse must last so long, ms (section 5.4, overuse_time_th). */
  private static final double MIN_OVERUSE_MS = 10;

  /** Slope to ms: libwebrtc's gain times the groups that the line stands for. */
  private static final double GAIN = 4;

  private static final int MAX_GROUPS = 60;

  private static final double MS_NS = 1e6;

  private double thresholdMs = INITIAL_MS;
  private long updatedNs;
  private long emptyNs;
  private double overuseMs = -1;
  private int overuses;
  private double lastSlope;
  private LinkUse use = LinkUse.NORMAL;

  /**
   * Judges the trend after a group.
   *
   * @param sendDeltaNs time since the group before it was sent
   * @param queueEmpty whether packets wait nowhere now
   * @param nowNs any clock that runs on evenly
   * @return whether this group shows overuse
   */
  boolean update(DelayTrend trend, long sendDeltaNs, boolean queueEmpty, long nowNs) {
    if (queueEmpty || emptyNs == 0) {
      emptyNs = nowNs;
    }
    boolean shown = false;
    double slope = trend.slope();
    double offsetMs = Math.min(trend.groups(), MAX_GROUPS) * slope * GAIN;
    if (offsetMs > thresholdMs) {
      overuseMs = overuseMs < 0 ? sendDeltaNs / MS_NS / 2 : overuseMs + sendDeltaNs / MS_NS;
      overuses++;
      // Judged only while it still grows: what has begun to shrink needs no help.
      if (overuseMs > MIN_OVERUSE_MS && overuses > 1 && slope >= lastSlope) {
        overuseMs = 0;
        overuses = 0;
        use = LinkUse.OVER;
        shown = true;
      }
    } else {
      overuseMs = -1;
      overuses = 0;
      use = offsetMs < -thresholdMs ? LinkUse.UNDER : LinkUse.NORMAL;
    }
    lastSlope = slope;
    adapt(Math.abs(offsetMs), nowNs);
    return shown;
  }

  private void adapt(double offsetMs, long nowNs) {
    double stepMs = updatedNs == 0 ? 0 : Math.min((nowNs - updatedNs) / MS_NS, MAX_STEP_MS);
    updatedNs = nowNs;
    if (offsetMs <= thresholdMs + SPIKE_MS) {
      double down = competing() ? GAIN_DOWN_COMPETING : GAIN_DOWN_ALONE;
      double gain = offsetMs < thresholdMs ? down : GAIN_UP;
      thresholdMs += gain * (offsetMs - thresholdMs) * stepMs;
      thresholdMs = Math.clamp(thresholdMs, MIN_MS, MAX_MS);
    }
  }

  /** Whether somebody else seems to keep the queue filled. */
  boolean competing() {
    return updatedNs - emptyNs > COMPETING_NS;
  }

  /** The present judgement. */
  LinkUse use() {
    return use;
  }

  /** The present threshold, ms. */
  double thresholdMs() {
    return thresholdMs;
  }

  /** Begins anew but keeps the threshold: the path is the same. */
  void reset() {
    overuseMs = -1;
    overuses = 0;
    emptyNs = 0;
    updatedNs = 0;
    lastSlope = 0;
    use = LinkUse.NORMAL;
  }

  /** Puts down what is known here, or takes it up. */
  void state(State state) {
    thresholdMs = state.of(thresholdMs);
    updatedNs = state.of(updatedNs);
    emptyNs = state.of(emptyNs);
    overuseMs = state.of(overuseMs);
    overuses = state.of(overuses);
    lastSlope = state.of(lastSlope);
    use = state.of(use, List.of(LinkUse.values()));
  }
}
