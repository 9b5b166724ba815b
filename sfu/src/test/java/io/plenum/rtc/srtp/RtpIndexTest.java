package io.plenum.rtc.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RtpIndexTest {
  private static final int CYCLE = 1 << 16;

  @Test
  void findsTheIndex_whenPacketsComeLessThanHalfACycleEarlyOrLate() {
    long[] starts = {CYCLE, CYCLE + 1, CYCLE + 32_767, CYCLE + 32_768, 2 * CYCLE - 1, 5L << 40};
    for (long highest : starts) {
      for (int distance = -32_767; distance <= 32_767; distance++) {
        long index = highest + distance;
        assertThat(RtpIndex.estimate(highest, (int) (index & 0xFFFF))).isEqualTo(index);
      }
    }
  }

  @Test
  void startsInTheFirstCycle_whenTheSourceIsNew() {
    assertThat(RtpIndex.estimate(-1, 65_535)).isEqualTo(65_535);
  }

  @Test
  void isNegative_whenAPacketPrecedesTheFirstRollover() {
    assertThat(RtpIndex.estimate(3, 65_535)).isNegative();
  }
}
