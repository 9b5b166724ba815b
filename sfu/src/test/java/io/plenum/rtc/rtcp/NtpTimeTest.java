package io.plenum.rtc.rtcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NtpTimeTest {
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 999_999_999, 1_000_000_000, 3_900_000_000_123_456_789L})
  void mapsThereAndBack(long ns) {
    assertThat(NtpTime.toNs(NtpTime.of(ns))).isCloseTo(ns, within(1L));
  }

  @Test
  void halfASecondIsHalfTheFraction() {
    assertThat(NtpTime.of(1_500_000_000L)).isEqualTo(0x1_8000_0000L);
    assertThat(NtpTime.compact(0x1234_5678_9ABC_DEF0L)).isEqualTo(0x5678_9ABCL);
    assertThat(NtpTime.compactDuration(1_500_000_000L)).isEqualTo(0x1_8000L);
    assertThat(NtpTime.compactToNs(0x1_8000L)).isEqualTo(1_500_000_000L);
  }

  @Test
  void monotonicTimesBelowZeroCountOn() {
    long before = NtpTime.of(-500_000_000L);
    assertThat(NtpTime.of(500_000_000L) - before).isEqualTo(1L << 32);
  }
}
