package io.plenum.sfu.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SoundRateTest {
  private static final long LOOK_NS = 200_000_000L;

  private final SoundRate rate = new SoundRate();
  private long bytes;
  private long nowNs;

  @Test
  void risesAtOnce_andFallsSlowly() {
    assertThat(rate.look(bytes, nowNs)).isZero();
    assertThat(after(1_000)).isEqualTo(40_000);
    assertThat(after(0)).isBetween(37_000L, 39_000L);
    for (int i = 0; i < 100; i++) {
      after(0);
    }
    assertThat(after(0)).isLessThan(1_000);
    assertThat(after(2_000)).isEqualTo(80_000);
  }

  @Test
  void saysWhatItKnew_whenItWasAskedJustNow() {
    rate.look(bytes, nowNs);
    after(1_000);
    bytes += 5_000;
    assertThat(rate.look(bytes, nowNs + 1)).isEqualTo(40_000);
  }

  private long after(int more) {
    nowNs += LOOK_NS;
    bytes += more;
    return rate.look(bytes, nowNs);
  }
}
