package io.plenum.sfu.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AimdRateTest {
  private static final long MS = 1_000_000L;
  private static final long RTT = 50 * MS;

  private final AimdRate rate = new AimdRate(1_000_000, 40_000, 5_000_000);
  private long nowNs;

  @Test
  void growsByEightPerCentASecond_whileNothingIsKnown() {
    for (int i = 0; i <= 20; i++) {
      update(LinkUse.NORMAL, 2_000_000, false);
    }
    assertThat(rate.bps()).isBetween(1_079_000L, 1_081_000L);
  }

  @Test
  void growsNoFurtherAboveWhatArrives_thanItCanTell() {
    for (int i = 0; i < 1_000; i++) {
      update(LinkUse.NORMAL, 900_000, false);
    }
    assertThat(rate.bps()).isBetween(1_130_000L, 1_135_000L);
  }

  @Test
  void falls_belowWhatArrived_onOveruse() {
    update(LinkUse.OVER, 800_000, false);
    assertThat(rate.bps()).isEqualTo(680_000);
    assertThat(rate.decreasedNs()).isEqualTo(nowNs);
  }

  @Test
  void fallsToHalfAtMost_inOneStep() {
    update(LinkUse.OVER, 100_000, false);
    assertThat(rate.bps()).isEqualTo(500_000);
    update(LinkUse.OVER, 100_000, false);
    update(LinkUse.OVER, 100_000, false);
    update(LinkUse.OVER, 100_000, false);
    assertThat(rate.bps()).isEqualTo(85_000);
  }

  @Test
  void goesOnJustBelowTheCapacity_onceTheQueueIsEmpty() {
    update(LinkUse.OVER, 800_000, false);
    update(LinkUse.NORMAL, 700_000, false);
    assertThat(rate.bps()).isLessThan(700_000);
    update(LinkUse.NORMAL, 700_000, true);
    assertThat(rate.bps()).isEqualTo(760_000);
  }

  @Test
  void creepsNearTheCapacity() {
    update(LinkUse.OVER, 800_000, false);
    update(LinkUse.NORMAL, 780_000, true);
    long before = rate.bps();
    for (int i = 0; i < 20; i++) {
      update(LinkUse.NORMAL, 800_000, true);
    }
    assertThat(rate.bps() - before).isBetween(30_000L, 34_000L);
  }

  @Test
  void waits_whileTheQueueEmpties() {
    update(LinkUse.UNDER, 2_000_000, false);
    assertThat(rate.bps()).isEqualTo(1_000_000);
  }

  @Test
  void fallsALittle_whenTheLinkWasNotInUse() {
    rate.update(LinkUse.OVER, 50_000, 50_000, RTT, false, true, 1);
    assertThat(rate.bps()).isEqualTo(850_000);
  }

  @Test
  void fallsOnce_forOneBurstIntoAnIdleLink() {
    rate.update(LinkUse.OVER, 50_000, 50_000, RTT, false, true, 0);
    rate.update(LinkUse.OVER, 50_000, 50_000, RTT, false, true, 499 * MS);
    assertThat(rate.bps()).isEqualTo(850_000);
    rate.update(LinkUse.OVER, 50_000, 50_000, RTT, false, true, 500 * MS);
    assertThat(rate.bps()).isEqualTo(722_500);
  }

  @Test
  void takesWhatAProbeShowed_ifItIsMore() {
    rate.shown(900_000);
    assertThat(rate.bps()).isEqualTo(1_000_000);
    rate.shown(2_000_000);
    assertThat(rate.bps()).isEqualTo(2_000_000);
    rate.shown(9_000_000);
    assertThat(rate.bps()).isEqualTo(5_000_000);
  }

  @Test
  void neverLeavesItsBounds() {
    for (int i = 0; i < 20; i++) {
      update(LinkUse.OVER, 1_000, false);
    }
    assertThat(rate.bps()).isEqualTo(40_000);
    rate.restart(1);
    assertThat(rate.bps()).isEqualTo(40_000);
  }

  private void update(LinkUse use, long arrivedBps, boolean queueEmpty) {
    nowNs += RTT;
    rate.update(use, arrivedBps, arrivedBps, RTT, queueEmpty, false, nowNs);
  }
}
