package io.plenum.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PacingPlanTest {
  private static final long SECOND_NS = 1_000_000_000L;

  private final PacingPlan plan = new PacingPlan(VideoShape.HD, 0, new SplittableRandom(3));

  @Test
  void sendsItsBitrate() {
    long bits = 0;
    long packets = 0;
    plan.advance();
    while (plan.dueNs() < 60 * SECOND_NS) {
      bits += 8L * plan.payloadBytes();
      packets++;
      plan.advance();
    }

    assertThat(bits / 60.0).isBetween(1_470_000.0, 1_530_000.0);
    assertThat(packets / 60).isBetween(170L, 200L);
  }

  @Test
  void sendsNoTwoPacketsOfAFrameAtOnce_andEndsBeforeTheNext() {
    plan.advance();
    long lastNs = -SECOND_NS;
    for (int i = 0; i < 5_000; i++) {
      assertThat(plan.dueNs() - lastNs).isGreaterThan(SECOND_NS / 1_000);
      if (plan.frame() > VideoShape.KEYFRAME) {
        assertThat(plan.dueNs() - plan.captureNs()).isLessThan(VideoShape.HD.frameNs() / 2);
      }
      lastNs = plan.dueNs();
      plan.advance();
    }
  }

  @Test
  void makesAKeyframeFirst_andAgainOnlyWhenAsked() {
    List<Integer> keyframes = new ArrayList<>();
    plan.advance();
    while (plan.frame() < 60) {
      if (plan.index() == 0 && plan.keyframe()) {
        keyframes.add(plan.frame());
      }
      if (plan.frame() == 30 && plan.index() == 0) {
        plan.wantKeyframe();
      }
      plan.advance();
    }

    assertThat(keyframes).containsExactly(0, 31);
  }

  @Test
  void pacesAKeyframeIntoTheFramesAfterIt_inOrder() {
    plan.advance();
    int keyframePackets = plan.count();
    assertThat(keyframePackets).isGreaterThan(5 * VideoShape.KEYFRAME - 5);
    long lastNs = -1;
    for (int i = 0; i < keyframePackets + 10; i++) {
      assertThat(plan.dueNs()).isGreaterThan(lastNs);
      lastNs = plan.dueNs();
      plan.advance();
    }
    assertThat(plan.dueNs()).isGreaterThan(plan.captureNs()); // still behind
  }

  @Test
  void cutsAFrameEvenly_theLaterPacketsAByteLonger() {
    plan.advance();
    int frame = plan.frame();
    int first = plan.payloadBytes();
    int last = first;
    while (plan.frame() == frame) {
      assertThat(plan.payloadBytes()).isBetween(last, first + 1);
      last = plan.payloadBytes();
      plan.advance();
    }
    assertThat(first).isLessThanOrEqualTo(VideoShape.PACKET_BYTES);
  }
}
