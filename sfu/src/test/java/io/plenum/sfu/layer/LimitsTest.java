package io.plenum.sfu.layer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is remembered of the past, and no more. */
class LimitsTest {
  @Test
  void runsClose_whatWasLeftOut() {
    DropRuns runs = new DropRuns();
    runs.add(11, 11);
    runs.add(12, 12);
    runs.add(15, 15);

    assertThat(runs.before(10)).isZero();
    assertThat(runs.before(11)).isEqualTo(DropRuns.NONE);
    assertThat(runs.before(12)).isEqualTo(DropRuns.NONE);
    assertThat(runs.before(14)).isEqualTo(2);
    assertThat(runs.before(16)).isEqualTo(3);
  }

  @Test
  void runsForgetTheOldest_whenFull() {
    DropRuns runs = new DropRuns();
    for (int i = 0; i <= DropRuns.SIZE; i++) {
      runs.add(10L * i, 10L * i);
    }
    assertThat(runs.before(5)).isEqualTo(DropRuns.NONE);
    assertThat(runs.before(15)).isEqualTo(2);
    assertThat(runs.before(10L * DropRuns.SIZE + 1)).isEqualTo(DropRuns.SIZE + 1);
  }

  @Test
  void logForgetsTheOldest_whenFull() {
    FrameLog log = new FrameLog();
    for (int i = 0; i <= FrameLog.SIZE; i++) {
      log.add(i, i, i % 2 == 0, 5, -i);
    }
    assertThat(log.find(0)).isEqualTo(FrameLog.NONE);
    int oldest = log.find(1);
    assertThat(log.forwarded(oldest)).isFalse();
    assertThat(log.target(oldest)).isEqualTo(5);
    assertThat(log.shift(oldest)).isEqualTo(-1);
    assertThat(log.nearest(1, 0)).isEqualTo(FrameLog.NONE);
    assertThat(log.shift(log.nearest(100, -7))).isEqualTo(-99);
  }
}
