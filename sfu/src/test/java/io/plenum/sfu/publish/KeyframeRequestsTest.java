package io.plenum.sfu.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class KeyframeRequestsTest {
  private static final long STEP = KeyframeRequests.MIN_INTERVAL_NS;

  private final KeyframeRequests requests = new KeyframeRequests();

  @Test
  void nothingIsDue_whileNobodyWantsOne() {
    assertThat(requests.due(0)).isFalse();
    assertThat(requests.nextDeadlineNs()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void firstWishIsDueAtOnce_andManyMakeOneRequest() {
    for (int i = 0; i < 100; i++) {
      requests.want();
    }
    assertThat(requests.due(5)).isTrue();
    assertThat(requests.due(5)).isFalse();
  }

  @Test
  void asksAgainAfterTheInterval_untilAKeyframeComes() {
    requests.want();
    requests.due(0);
    assertThat(requests.due(STEP - 1)).isFalse();
    assertThat(requests.due(STEP)).isTrue();
    requests.keyframe();
    assertThat(requests.due(10 * STEP)).isFalse();
  }

  @Test
  void newWishWaitsForTheInterval_whenAKeyframeHasJustCome() {
    requests.want();
    requests.due(0);
    requests.keyframe();
    requests.want();
    assertThat(requests.due(STEP / 2)).isFalse();
    assertThat(requests.nextDeadlineNs()).isEqualTo(STEP);
    assertThat(requests.due(STEP)).isTrue();
  }

  @Test
  void slowsDown_whenThePublisherDoesNotAnswer() {
    requests.want();
    long nowNs = 0;
    for (int i = 0; i < KeyframeRequests.PATIENT_TRIES; i++) {
      assertThat(requests.due(nowNs)).isTrue();
      nowNs += STEP;
    }
    assertThat(requests.due(nowNs)).isFalse();
    assertThat(requests.due(nowNs - STEP + KeyframeRequests.SLOW_INTERVAL_NS)).isTrue();
  }
}
