package io.plenum.rtc.count;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllowanceTest {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final int PER_SECOND = 4_000;

  private final Allowance allowance = new Allowance(PER_SECOND);

  private int taken(int packets, long fromNs, long apartNs) {
    int taken = 0;
    for (int i = 0; i < packets; i++) {
      taken += allowance.take(fromNs + i * apartNs) ? 1 : 0;
    }
    return taken;
  }

  @Test
  void takesAll_atTheRateForEver() {
    assertThat(taken(100_000, -5 * SECOND_NS, SECOND_NS / PER_SECOND)).isEqualTo(100_000);
  }

  @Test
  void takesABurst_andNothingAfterIt() {
    assertThat(taken(2 * PER_SECOND, 7, 0)).isEqualTo(PER_SECOND);
    assertThat(taken(10, 7 + SECOND_NS / 2, 0)).isEqualTo(10);
  }

  @Test
  void saysWhetherOneIsLeft_withoutTakingIt() {
    assertThat(taken(PER_SECOND - 1, 0, 0)).isEqualTo(PER_SECOND - 1);
    assertThat(allowance.left(0)).isTrue();
    assertThat(allowance.left(0)).isTrue();
    assertThat(allowance.take(0)).isTrue();
    assertThat(allowance.left(0)).isFalse();
    assertThat(allowance.left(SECOND_NS / PER_SECOND)).isTrue();
  }

  @Test
  void takesTheRateOnly_ofAFlood() {
    int twice = 20 * PER_SECOND;
    int taken = taken(twice, 0, 10 * SECOND_NS / twice);
    assertThat(taken).isBetween(11 * PER_SECOND - 10, 11 * PER_SECOND + 10);
  }
}
