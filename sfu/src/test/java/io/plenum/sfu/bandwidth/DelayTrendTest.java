package io.plenum.sfu.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class DelayTrendTest {
  private static final long MS = 1_000_000L;

  private final DelayTrend trend = new DelayTrend();

  @Test
  void isFlat_whileDelayIsConstant() {
    feed(100, 20 * MS, 20 * MS);
    assertThat(trend.slope()).isZero();
  }

  @Test
  void isTheGrowthOfDelayPerTime_whenItGrowsEvenly() {
    feed(200, 22 * MS, 20 * MS);
    assertThat(trend.slope()).isCloseTo(2.0 / 22, within(0.005));
  }

  @Test
  void isNegative_whenTheQueueEmpties() {
    feed(200, 18 * MS, 20 * MS);
    assertThat(trend.slope()).isCloseTo(-2.0 / 18, within(0.005));
  }

  @Test
  void saysNothing_beforeTheWindowIsFull() {
    feed(DelayTrend.WINDOW - 1, 30 * MS, 20 * MS);
    assertThat(trend.slope()).isZero();
    feed(1, 30 * MS, 20 * MS);
    assertThat(trend.slope()).isPositive();
    trend.reset();
    assertThat(trend.slope()).isZero();
  }

  private void feed(int groups, long arrivalDeltaNs, long sendDeltaNs) {
    for (int i = 0; i < groups; i++) {
      trend.group(arrivalDeltaNs, sendDeltaNs, (trend.groups() + 1) * arrivalDeltaNs);
    }
  }
}
