package io.plenum.sfu.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class BitrateWindowTest {
  private static final long MS = 1_000_000L;
  private static final long START_NS = 7_777 * MS;

  private final BitrateWindow window = new BitrateWindow();

  @Test
  void saysNothing_tooEarly() {
    assertThat(window.bps(BitrateWindow.BUCKETS)).isEqualTo(-1);
    feed(0, 140);
    assertThat(window.bps(BitrateWindow.BUCKETS)).isEqualTo(-1);
  }

  @Test
  void isTheRate_whenBytesComeEvenly() {
    feed(0, 1_000);
    assertThat(window.bps(BitrateWindow.BUCKETS)).isEqualTo(800_000);
    assertThat(window.bps(5)).isEqualTo(800_000);
  }

  @Test
  void falls_afterAGap() {
    feed(0, 1_000);
    window.add(START_NS + 1_400 * MS, 100);
    assertThat(window.bps(BitrateWindow.BUCKETS)).isBetween(100_000L, 200_000L);
    window.add(START_NS + 9_000 * MS, 100);
    assertThat(window.bps(BitrateWindow.BUCKETS)).isZero();
  }

  @Test
  void countsLateBytesWhereTheyBelong_andNotTheOldest() {
    feed(0, 1_000);
    window.add(START_NS + 800 * MS, 1_000);
    window.add(START_NS + 100 * MS, 1_000);
    assertThat(window.bps(BitrateWindow.BUCKETS)).isEqualTo(800_000 + 16_000);
  }

  private void feed(int fromMs, int toMs) {
    for (int ms = fromMs; ms < toMs; ms++) {
      window.add(START_NS + ms * MS, 100);
    }
  }
}
