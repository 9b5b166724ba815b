package io.plenum.sfu.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AllowanceTest {
  private static final long SECOND_NS = 1_000_000_000L;

  private final Allowance allowance = new Allowance();

  private int taken(int packets, long fromNs, long apartNs) {
    int taken = 0;
    for (int i = 0; i < packets; i++) {
      taken += allowance.take(fromNs + i * apartNs) ? 1 : 0;
    }
    return taken;
  }

  @Test
  void takesAll_atTheRateForEver() {
    long apartNs = SECOND_NS / Allowance.PACKETS_PER_SECOND;
    assertThat(taken(100_000, -5 * SECOND_NS, apartNs)).isEqualTo(100_000);
  }

  @Test
  void takesABurst_andNothingAfterIt() {
    assertThat(taken(2 * Allowance.BURST_PACKETS, 7, 0)).isEqualTo(Allowance.BURST_PACKETS);
    assertThat(taken(10, 7 + SECOND_NS / 2, 0)).isEqualTo(10);
  }

  @Test
  void takesTheRateOnly_ofAFlood() {
    int twice = 20 * Allowance.PACKETS_PER_SECOND;
    int taken = taken(twice, 0, 10 * SECOND_NS / twice);
    assertThat(taken)
        .isBetween(11 * Allowance.PACKETS_PER_SECOND - 10, 11 * Allowance.PACKETS_PER_SECOND + 10);
  }
}
