package io.plenum.signaling.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LanesTest {
  private final Lanes lanes = new Lanes();
  private long now = Long.MAX_VALUE - 5;

  private void pass(long seconds) {
    now += TimeUnit.SECONDS.toNanos(seconds);
  }

  @Test
  void takesFourOfALane_andThirtyTwoInAll() {
    for (int i = 0; i < Lanes.LIMIT_PER_LANE; i++) {
      assertThat(lanes.enter("a", now)).isTrue();
    }
    assertThat(lanes.enter("a", now)).isFalse();
    assertThat(lanes.busy(now)).containsExactly("a");
    for (int i = Lanes.LIMIT_PER_LANE; i < Lanes.LIMIT; i++) {
      assertThat(lanes.enter("lane" + i, now)).isTrue();
    }
    assertThat(lanes.free()).isZero();
    assertThat(lanes.enter("one more", now)).isFalse();
    lanes.leave("a", false, now);
    assertThat(lanes.enter("a", now)).isTrue();
  }

  @Test
  void restsALaneInTrouble_longerEachTime_andTriesItWithOneLetter() {
    lanes.enter("a", now);
    lanes.leave("a", true, now);
    assertThat(lanes.enter("a", now)).isFalse();
    assertThat(lanes.enter("b", now)).isTrue();
    pass(5);
    assertThat(lanes.enter("a", now)).isTrue();
    assertThat(lanes.enter("a", now)).isFalse();
    lanes.leave("a", true, now);
    pass(9);
    assertThat(lanes.enter("a", now)).isFalse();
    pass(1);
    assertThat(lanes.enter("a", now)).isTrue();
    lanes.leave("a", false, now);
    for (int i = 0; i < Lanes.LIMIT_PER_LANE; i++) {
      assertThat(lanes.enter("a", now)).isTrue();
    }
  }

  @Test
  void restsFiveMinutesAtMost_andForgetsALaneThatNobodyUses() {
    for (int i = 0; i < 20; i++) {
      assertThat(lanes.enter("a", now)).isTrue();
      lanes.leave("a", true, now);
      pass(300);
    }
    lanes.prune(now);
    assertThat(lanes.enter("a", now)).isTrue();
    lanes.leave("a", true, now);
    pass(901);
    lanes.prune(now);
    for (int i = 0; i < Lanes.LIMIT_PER_LANE; i++) {
      assertThat(lanes.enter("a", now)).isTrue();
    }
  }
}
