package io.plenum.sfu.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A sender that always uses all it may, over links that lose for different reasons. */
class LossModelTest {
  private static final double DELAY_BPS = 2_000_000;
  private static final int PACKET_BYTES = 1_200;
  private static final double SECOND_NS = 1e9;

  private final LossWindows windows = new LossWindows();
  private final LossModel model = new LossModel(windows);
  private double sentNs;
  private double lowestBps = DELAY_BPS;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void costsNothing_whenThreePercentAreLostAtAnyRate(long seed) {
    run(seed, 120, 0.03, Double.MAX_VALUE, false);
    assertThat(lowestBps).as("seed %s", seed).isEqualTo(DELAY_BPS);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void costsLittle_whenLossDoesNotDependOnTheRate(long seed) {
    double mean = run(seed, 60, 0.1, Double.MAX_VALUE, false);
    assertThat(mean / DELAY_BPS).as("seed %s", seed).isGreaterThan(0.85);
    assertThat(model.inherent()).isBetween(0.05, 0.15);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void findsTheBandwidth_whenMoreThanThatIsLost(long seed) {
    double mean = run(seed, 60, 0, 1_000_000, false);
    assertThat(mean).as("seed %s", seed).isBetween(850_000.0, 1_150_000.0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void findsTheBandwidth_whenTheLinkIsBadBesides(long seed) {
    double mean = run(seed, 60, 0.05, 1_000_000, false);
    assertThat(mean).as("seed %s", seed).isBetween(750_000.0, 1_200_000.0);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void yields_whenSomebodyElseFillsTheQueue(long seed) {
    run(seed, 30, 0.1, Double.MAX_VALUE, true);
    assertThat(model.limitBps()).as("seed %s", seed).isLessThan(1_700_000);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void isFreeAgain_afterTheLossEnds(long seed) {
    run(seed, 20, 0, 1_000_000, false);
    run(seed + 100, 60, 0, Double.MAX_VALUE, false);
    assertThat(model.limitBps()).as("seed %s", seed).isEqualTo(LossModel.UNLIMITED);
  }

  /** The mean rate of the second half. */
  private double run(
      long seed, int seconds, double inherent, double bandwidthBps, boolean competing) {
    SplittableRandom random = new SplittableRandom(seed);
    double endNs = sentNs + seconds * SECOND_NS;
    double halfNs = sentNs + seconds * SECOND_NS / 2;
    double bits = 0;
    while (sentNs < endNs) {
      double rate = Math.min(DELAY_BPS, (double) model.limitBps());
      lowestBps = Math.min(lowestBps, rate);
      sentNs += PACKET_BYTES * 8 / rate * SECOND_NS;
      bits += sentNs > halfNs ? PACKET_BYTES * 8 : 0;
      double p = inherent + (1 - inherent) * Math.max(0, 1 - bandwidthBps / rate);
      boolean arrived = random.nextDouble() >= p;
      if (windows.packet((long) sentNs, PACKET_BYTES, false, arrived)) {
        model.update((long) rate, (long) DELAY_BPS, competing);
      }
    }
    return bits / (endNs - halfNs) * SECOND_NS;
  }
}
