package io.plenum.sfu.bandwidth;

import io.plenum.sfu.state.State;

/**
 * The loss-based limit: what the losses of the last seconds say of the link's bandwidth.
 *
 * <p>Of a link of bandwidth <i>b</i> that loses the share <i>q</i> whatever is sent, a stretch sent
 * at rate <i>r</i> loses <i>p = q + (1 − q) · max(0, 1 − b / r)</i>. For each candidate <i>b</i>
 * the most likely <i>q</i> up to {@link #MAX_INHERENT} is found; of all candidates whose likelihood
 * is near the best the highest is taken. So loss that does not depend on the rate (a bad radio)
 * costs nothing, and loss that does (a policer, a short queue) is obeyed. The classic rule
 * (draft-ietf-rmcat-gcc-02, section 6) halves again and again at 10 % of random loss: see
 * docs/bandwidth.md.
 *
 * <p>Confined to the room's loop.
 */
final class LossModel {
  /** No limit. */
  static final long UNLIMITED = Long.MAX_VALUE;

  /** Share of loss believed to be the link's nature: ours, above the 10 % that are to be borne. */
  static final double MAX_INHERENT = 0.15;

  /** The same while the queue stays filled: then what is lost did not find room in it. */
  static final double MAX_INHERENT_COMPETING = 0.02;

  private static final double MIN_INHERENT = 1e-4;

  /** Less loss than this is not worth a limit (draft-ietf-rmcat-gcc-02, section 6). */
  static final double NEGLIGIBLE = 0.02;

  /**
   * Log-likelihood below the best that refutes, times the overdispersion: a ratio of 1 to 150, as
   * it is asked four times a second.
   */
  private static final double REFUTED = 5;

  /**
   * Loss that is put to the test: is it the link's nature, or are we too fast? A test costs frames,
   * so it is for more than repair bears with ease; 3 % of random loss do not look like it in 5 s.
   */
  private static final double SUSPICIOUS = 0.08;

  /** Share of the present rate while it is tested, and stretches that this takes: 1.5 s. */
  private static final double TEST_SHARE = 0.7;

  private static final int TEST_STRETCHES = 6;

  /** Stretches to the next test while the link is acquitted: 10 s, doubling to 60 s. */
  private static final int MIN_PAUSE = 40;

  private static final int MAX_PAUSE = 240;

  /** Stretches that a limit is held before more is tried: 5 s. */
  private static final int HOLD = 20;

  private static final double MAX_DISPERSION = 8;

  /** Growth per stretch while limited: 4 % a second, half of the delay-based rate's. */
  private static final double STEP_UP = 1.01;

  private static final double[] STEPS = {1, 0.97, 0.94, 0.9, 0.85, 0.75, 0.6};

  /** Steps to the most likely share: to 0.1 % of loss. */
  private static final int BISECTIONS = 8;

  private final LossWindows windows;
  private long limitBps = UNLIMITED;
  private double inherent;
  private double maxInherent = MAX_INHERENT;
  private int testing;
  private double testedBps;
  private long limitBeforeBps;
  private int pause;
  private int nextPause = MIN_PAUSE;
  private int hold;

  LossModel(LossWindows windows) {
    this.windows = windows;
  }

  /** Bits per second at most, or {@link #UNLIMITED}. */
  long limitBps() {
    return limitBps;
  }

  /**
   * The share that the link loses whatever is sent, as last estimated; 0 to {@link #MAX_INHERENT}.
   */
  double inherent() {
    return inherent;
  }

  /**
   * Judges anew after a stretch.
   *
   * @param currentBps what may be sent at present
   * @param delayBps what the delay alone would allow
   * @param competing whether somebody else keeps the queue filled
   */
  void update(long currentBps, long delayBps, boolean competing) {
    maxInherent = competing ? MAX_INHERENT_COMPETING : MAX_INHERENT;
    pause = Math.max(0, pause - 1);
    hold = Math.max(0, hold - 1);
    if (testing > 0) {
      test();
    } else if (windows.share() < NEGLIGIBLE) {
      inherent = Math.min(windows.share(), maxInherent);
      raise();
    } else if (suspicious(currentBps)) {
      testing = TEST_STRETCHES;
      testedBps = (double) currentBps;
      limitBeforeBps = limitBps;
      limitBps = (long) (TEST_SHARE * currentBps);
    } else {
      judge((double) currentBps);
    }
    if (limitBps >= delayBps) {
      limitBps = UNLIMITED;
    }
  }

  private void judge(double currentBps) {
    double credibleBps = credible(currentBps);
    if (credibleBps < currentBps) {
      convict(credibleBps);
    } else {
      raise();
    }
  }

  /** Steady loss at a steady rate tells nothing: only another rate shows what it hangs on. */
  private boolean suspicious(long currentBps) {
    return pause == 0
        && hold == 0
        && maxInherent == MAX_INHERENT
        && windows.share() >= SUSPICIOUS
        && windows.rateBps(0) > TEST_SHARE * currentBps;
  }

  /** One stretch of a test is over; after the last one the rate before is judged. */
  private void test() {
    testing--;
    if (testing > 0) {
      return;
    }
    double credibleBps = credible(testedBps);
    if (credibleBps < testedBps) {
      convict(credibleBps);
      return;
    }
    limitBps = limitBeforeBps;
    pause = nextPause;
    nextPause = Math.min(2 * nextPause, MAX_PAUSE);
  }

  /** More than {@code credibleBps} is lost because it is too much. */
  private void convict(double credibleBps) {
    limitBps = (long) credibleBps;
    hold = HOLD;
    nextPause = MIN_PAUSE;
  }

  private void raise() {
    if (limitBps != UNLIMITED && hold == 0) {
      limitBps = (long) (limitBps * STEP_UP);
    }
  }

  /** {@code from}, if the losses do not refute it; else the candidate below that fits them best. */
  private double credible(double from) {
    double best = Double.NEGATIVE_INFINITY;
    double bestBps = from;
    for (double step : STEPS) {
      double likelihood = logLikelihood(from * step, mostLikelyInherent(from * step));
      if (likelihood > best) {
        best = likelihood;
        bestBps = from * step;
      }
    }
    double q = mostLikelyInherent(from);
    double bestQ = mostLikelyInherent(bestBps);
    double tolerance = REFUTED * dispersion(bestBps, bestQ);
    boolean refuted = logLikelihood(from, q) < best - tolerance;
    inherent = refuted ? bestQ : q;
    return refuted ? bestBps : from;
  }

  /** By bisection: the log-likelihood is concave in q. */
  private double mostLikelyInherent(double bps) {
    double low = MIN_INHERENT;
    double high = maxInherent;
    for (int step = 0; step < BISECTIONS; step++) {
      double middle = (low + high) / 2;
      if (slope(bps, middle) > 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return (low + high) / 2;
  }

  /** How the log-likelihood changes with q. */
  private double slope(double bps, double q) {
    double sum = 0;
    for (int age = 0; age < windows.size(); age++) {
      double p = loss(bps, q, age);
      double change = windows.lost(age) / p - windows.received(age) / (1 - p);
      sum += LossWindows.weight(age) * (1 - excess(bps, age)) * change;
    }
    return sum;
  }

  private double logLikelihood(double bps, double q) {
    double sum = 0;
    for (int age = 0; age < windows.size(); age++) {
      double p = loss(bps, q, age);
      sum +=
          LossWindows.weight(age)
              * (windows.lost(age) * Math.log(p) + windows.received(age) * Math.log(1 - p));
    }
    return sum;
  }

  /** How much more the losses scatter than independent ones would (Pearson); bursts do. */
  private double dispersion(double bps, double q) {
    double sum = 0;
    double weights = 0;
    for (int age = 0; age < windows.size(); age++) {
      double packets = windows.lost(age) + windows.received(age);
      double p = loss(bps, q, age);
      double error = windows.lost(age) - packets * p;
      sum += LossWindows.weight(age) * error * error / (packets * p * (1 - p));
      weights += LossWindows.weight(age);
    }
    return Math.clamp(sum / weights, 1, MAX_DISPERSION);
  }

  private double loss(double bps, double q, int age) {
    double excess = excess(bps, age);
    return Math.clamp(q + (1 - q) * excess, MIN_INHERENT, 1 - MIN_INHERENT);
  }

  /** The share of a stretch that a link of {@code bps} cannot carry. */
  private double excess(double bps, int age) {
    return Math.max(0, 1 - bps / Math.max(windows.rateBps(age), 1));
  }

  /** Puts down what is known here, or takes it up. */
  void state(State state) {
    limitBps = state.of(limitBps);
    inherent = state.of(inherent);
    maxInherent = state.of(maxInherent);
    testing = state.of(testing);
    testedBps = state.of(testedBps);
    limitBeforeBps = state.of(limitBeforeBps);
    pause = state.of(pause);
    nextPause = state.of(nextPause);
    hold = state.of(hold);
  }
}
