package io.plenum.signaling.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MessageRateTest {
  private static final long START_NS = Long.MAX_VALUE - 5;

  @Test
  void allowsTheBurst_thenTheSustainedRate() {
    MessageRate rate = new MessageRate(50, 200, START_NS);
    for (int i = 0; i < 200; i++) {
      assertThat(rate.take(START_NS)).isTrue();
    }
    assertThat(rate.take(START_NS)).isFalse();

    long later = START_NS + Duration.ofMillis(20).toNanos();
    assertThat(rate.take(later)).isTrue();
    assertThat(rate.take(later)).isFalse();
  }

  @Test
  void savesNoMoreThanTheBurst() {
    MessageRate rate = new MessageRate(50, 200, START_NS);
    long later = START_NS + Duration.ofDays(1).toNanos();
    int allowed = 0;
    while (rate.take(later)) {
      allowed++;
    }
    assertThat(allowed).isEqualTo(200);
  }
}
