package io.plenum.sfu.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.sfu.bandwidth.ProbeCluster.Reason;
import org.junit.jupiter.api.Test;

class ProbePlanTest {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final long MUCH = 10_000_000;

  private final ProbePlan plan = new ProbePlan(300_000, 20_000_000);

  @Test
  void beginsWithThreeAndSixTimesTheFirstRate_oneAfterTheOther() {
    ProbeCluster first = plan.due(300_000, 0, true, 0);
    assertThat(first.bps()).isEqualTo(900_000);
    assertThat(first.why()).isEqualTo(Reason.START);
    assertThat(first.bytes()).isEqualTo(ProbePlan.MIN_BYTES);
    assertThat(plan.due(300_000, MUCH, true, 0)).isNull();
    plan.done(first, 900_000);
    assertThat(plan.due(900_000, 0, true, 1).bps()).isEqualTo(1_800_000);
  }

  @Test
  void beginsNoFurther_whenTheFirstDidNotPass() {
    plan.done(plan.due(300_000, MUCH, true, 0), 140_000);
    assertThat(plan.due(140_000, 140_000, true, 1)).isNull();
  }

  @Test
  void goesOn_whileItPasses_andMoreIsWanted() {
    started();
    ProbeCluster probe = plan.due(1_000_000, MUCH, true, 0);
    assertThat(probe.bps()).isEqualTo(2_000_000);
    assertThat(probe.why()).isEqualTo(Reason.WANTED);
    assertThat(probe.bytes()).isEqualTo(3_750);
    plan.done(probe, 2_000_000);
    ProbeCluster next = plan.due(2_000_000, MUCH, true, 2);
    assertThat(next.bps()).isEqualTo(4_000_000);
    assertThat(next.why()).isEqualTo(Reason.CONTINUE);
    plan.done(next, 2_500_000);
    assertThat(plan.due(2_500_000, MUCH, true, 4)).isNull();
  }

  @Test
  void looksForNothing_thatNobodyWants() {
    started();
    assertThat(plan.due(1_000_000, 0, true, 0)).isNull();
    assertThat(plan.due(1_000_000, 999_999, true, 0)).isNull();
    assertThat(plan.due(1_000_000, 1_100_000, true, 0).bps()).isEqualTo(1_210_000);
  }

  @Test
  void leavesTheLinkAlone_whileItsDelayGrows_andForAWhileAfterACut() {
    started();
    assertThat(plan.due(1_000_000, MUCH, false, 0)).isNull();
    plan.cut(1_000_000, 850_000, 0);
    assertThat(plan.due(850_000, MUCH, true, ProbePlan.AFTER_CUT_NS - 1)).isNull();
    assertThat(plan.due(850_000, MUCH, true, ProbePlan.AFTER_CUT_NS)).isNotNull();
  }

  @Test
  void triesTheOldRate_afterADeepCut() {
    started();
    plan.cut(2_000_000, 500_000, 0);
    ProbeCluster probe = plan.due(500_000, MUCH, true, 2 * SECOND_NS);
    assertThat(probe.why()).isEqualTo(Reason.RECOVERY);
    assertThat(probe.bps()).isEqualTo(1_700_000);
  }

  @Test
  void triesAgainAndAgain_whileNothingIsGained() {
    started();
    long nowNs = 0;
    long[] gaps = new long[5];
    for (int i = 0; i < gaps.length; i++) {
      long sinceNs = nowNs;
      ProbeCluster probe = plan.due(1_000_000, MUCH, true, nowNs);
      while (probe == null) {
        nowNs += SECOND_NS / 10;
        probe = plan.due(1_000_000, MUCH, true, nowNs);
      }
      gaps[i] = (nowNs - sinceNs) / SECOND_NS;
      plan.done(probe, 1_000_000);
    }
    assertThat(gaps).containsExactly(0, 2, 2, 2, 2);
  }

  private void started() {
    plan.done(plan.due(300_000, MUCH, true, 0), 900_000);
    plan.done(plan.due(900_000, MUCH, true, 0), 1_000_000);
  }
}
