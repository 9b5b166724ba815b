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
  void sendsAFrameAsABurst_noTwoPacketsAtOnce() {
    plan.advance();
    long lastNs = -SECOND_NS;
    List<Long> gapsNs = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      long gapNs = plan.dueNs() - lastNs;
      assertThat(gapNs).isGreaterThan(SECOND_NS / 200_000);
      if (plan.frame() > 2 * VideoShape.KEYFRAME) {
        assertThat(plan.dueNs() - plan.captureNs()).isLessThan(VideoShape.HD.frameNs() / 2);
        if (plan.index() > 0) {
          gapsNs.add(gapNs);
        }
      }
      lastNs = plan.dueNs();
      plan.advance();
    }
    gapsNs.sort(null);
    assertThat(gapsNs.get(gapsNs.size() / 2)).isBetween(36_000L, 44_000L);
  }

  @Test
  void sendsStrictlyPacedWhereNoBurstIsAllowed() {
    VideoShape paced = VideoShape.HD.strictlyPaced();
    PacingPlan strict = new PacingPlan(paced, 0, new SplittableRandom(3));
    strict.advance();
    long freeNs = 0;
    for (int i = 0; i < 1_000; i++) {
      assertThat(strict.dueNs()).isGreaterThanOrEqualTo(freeNs);
      freeNs = strict.dueNs() + paced.gapNs(strict.payloadBytes());
      strict.advance();
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
  void sendsAKeyframesBeginningAtOnce_andPacesTheRestIntoTheFramesAfterIt() {
    plan.advance();
    int keyframePackets = plan.count();
    assertThat(keyframePackets).isGreaterThan(5 * VideoShape.KEYFRAME - 5);
    long beganNs = plan.dueNs();
    int atOnce = 0;
    long lastNs = -1;
    for (int i = 0; i < keyframePackets; i++) {
      assertThat(plan.dueNs()).isGreaterThan(lastNs);
      lastNs = plan.dueNs();
      atOnce += lastNs - beganNs < SECOND_NS / 200 ? 1 : 0;
      plan.advance();
    }
    // 45 ms of 3.75 Mbit/s are 19 packets of 1,100 bytes.
    assertThat(atOnce).isBetween(17, 21);
    assertThat(lastNs - beganNs).isGreaterThan(VideoShape.HD.frameNs());
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
