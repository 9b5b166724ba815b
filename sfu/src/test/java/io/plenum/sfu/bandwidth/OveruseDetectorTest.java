package io.plenum.sfu.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class OveruseDetectorTest {
  private static final long MS = 1_000_000L;
  private static final long STEP = 20 * MS;

  private final DelayTrend trend = new DelayTrend();
  private final OveruseDetector detector = new OveruseDetector();
  private long nowNs = STEP;

  @Test
  void isNormal_whileDelayIsConstant() {
    feed(200, 0, true);
    assertThat(detector.use()).isEqualTo(LinkUse.NORMAL);
  }

  @Test
  void isOver_soonAfterTheQueueBeginsToGrow() {
    feed(100, 0, true);
    int groups = 0;
    while (detector.use() != LinkUse.OVER && groups < 100) {
      feed(1, 4 * MS, false);
      groups++;
    }
    assertThat(groups * STEP).isLessThan(400 * MS);
  }

  @Test
  void isUnder_whileTheQueueEmpties() {
    feed(100, 0, true);
    feed(30, -4 * MS, false);
    assertThat(detector.use()).isEqualTo(LinkUse.UNDER);
  }

  @Test
  void isNormal_afterASingleLatePacket() {
    feed(100, 0, true);
    boolean over = false;
    feed(1, 15 * MS, false);
    feed(1, -15 * MS, false);
    for (int i = 0; i < 40; i++) {
      feed(1, 0, true);
      over |= detector.use() == LinkUse.OVER;
    }
    assertThat(over).isFalse();
  }

  @Test
  void becomesSensitiveAgain_whileTheQueueEmpties() {
    feed(100, 4 * MS, true);
    feed(200, 0, true);
    assertThat(detector.competing()).isFalse();
    assertThat(detector.thresholdMs()).isLessThan(8);
  }

  @Test
  void staysInsensitive_whileSomebodyElseKeepsTheQueueFilled() {
    feed(200, 2 * MS, false);
    double raised = detector.thresholdMs();
    feed(200, 0, false);
    assertThat(detector.competing()).isTrue();
    assertThat(raised).isGreaterThan(12.5);
    assertThat(detector.thresholdMs()).isGreaterThan(0.5 * raised);
  }

  @Test
  void neverRaisesTheThresholdBeyondItsBound() {
    for (int i = 0; i < 5_000; i++) {
      feed(1, (long) (detector.thresholdMs() / 100 * MS), false);
      assertThat(detector.thresholdMs()).isLessThanOrEqualTo(25);
    }
  }

  private void feed(int groups, long growthNs, boolean queueEmpty) {
    for (int i = 0; i < groups; i++) {
      nowNs += STEP + growthNs;
      trend.group(STEP + growthNs, STEP, nowNs);
      detector.update(trend, STEP, queueEmpty, nowNs);
    }
  }
}
