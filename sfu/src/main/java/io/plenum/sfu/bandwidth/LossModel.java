package io.plenum.sfu.bandwidth;

import io.plenum.sfu.state.State;

/**
 * The loss-based limit: what the losses of the last seconds say of the link's bandwidth.
 *
 * <p>{@link LossLikelihood} says which bandwidth explains them. So loss that does not depend on the
 * rate (a bad radio) costs nothing, and loss that does (a policer, a short queue) is obeyed. The
 * classic rule (draft-ietf-rmcat-gcc-02, section 6) halves again and again at 10 % of random loss:
 * see docs/bandwidth.md.
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

  /** Less loss than this is not worth a limit (draft-ietf-rmcat-gcc-02, section 6). */
  static final double NEGLIGIBLE = 0.02;

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

  /** Growth per stretch while limited: 4 % a second, half of the delay-based rate's. */
  private static final double STEP_UP = 1.01;

  private final LossWindows windows;
  private final LossLikelihood likelihood;
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
    this.likelihood = new LossLikelihood(windows);
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

  private double credible(double bps) {
    double credibleBps = likelihood.credible(bps, maxInherent);
    inherent = likelihood.inherent(credibleBps, maxInherent);
    return credibleBps;
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
