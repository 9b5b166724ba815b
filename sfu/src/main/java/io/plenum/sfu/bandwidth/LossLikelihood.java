package io.plenum.sfu.bandwidth;

/**
 * What bandwidth explains the losses of the last stretches. Of a link of bandwidth <i>b</i> that
 * loses the share <i>q</i> whatever is sent, a stretch sent at rate <i>r</i> loses <i>p = q + (1 −
 * q) · max(0, 1 − b / r)</i>; for each candidate <i>b</i> the most likely <i>q</i> is found, and of
 * all candidates whose likelihood is near the best the highest is taken. Confined to the room's
 * loop.
 */
final class LossLikelihood {
  private static final double MIN_INHERENT = 1e-4;

  /**
   * Log-likelihood below the best that refutes, times the overdispersion: a ratio of 1 to 150, as
   * it is asked four times a second.
   */
  private static final double REFUTED = 5;

  private static final double MAX_DISPERSION = 8;

  private static final double[] STEPS = {1, 0.97, 0.94, 0.9, 0.85, 0.75, 0.6};

  /** Steps to the most likely share: to 0.1 % of loss. */
  private static final int BISECTIONS = 8;

  private final LossWindows windows;

  /** Explains the losses in {@code windows}. */
  LossLikelihood(LossWindows windows) {
    this.windows = windows;
  }

  /**
   * {@code from}, if the losses do not refute it; else the candidate below that fits them best.
   *
   * @param maxInherent the largest share believed to be lost whatever is sent
   */
  double credible(double from, double maxInherent) {
    double best = Double.NEGATIVE_INFINITY;
    double bestBps = from;
    for (double step : STEPS) {
      double likelihood = logLikelihood(from * step, inherent(from * step, maxInherent));
      if (likelihood > best) {
        best = likelihood;
        bestBps = from * step;
      }
    }
    double q = inherent(from, maxInherent);
    double bestQ = inherent(bestBps, maxInherent);
    double tolerance = REFUTED * dispersion(bestBps, bestQ);
    return logLikelihood(from, q) < best - tolerance ? bestBps : from;
  }

  /**
   * The share, up to {@code maxInherent}, that a link of {@code bps} most likely loses whatever is
   * sent. By bisection: the log-likelihood is concave in it.
   */
  double inherent(double bps, double maxInherent) {
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
}
