package io.plenum.sfu.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LossWindowsTest {
  private static final long MS = 1_000_000L;

  private final LossWindows windows = new LossWindows();

  @Test
  void closesAStretch_whenItIsLongEnough() {
    assertThat(feed(0, 249, 10, 0)).isZero();
    assertThat(feed(250, 260, 10, 0)).isEqualTo(1);
    assertThat(windows.size()).isEqualTo(1);
    assertThat(windows.rateBps(0)).isEqualTo(80_000);
  }

  @Test
  void takesALossBack_whenThePacketWasOnlyLate() {
    feed(0, 260, 10, 3);
    double lost = windows.lost(0);
    double received = windows.received(0);
    windows.late();
    windows.late();
    windows.late();
    assertThat(windows.lost(0)).isBetween(lost - 3, lost - 1);
    assertThat(windows.lost(0) + windows.received(0)).isEqualTo(lost + received);
  }

  @Test
  void remembersAsManyStretchesAsTheLimit() {
    feed(0, 60_000, 10, 4);
    assertThat(windows.size()).isEqualTo(LossWindows.COUNT);
    assertThat(windows.share()).isBetween(0.24, 0.26);
  }

  @Test
  void forgetsWhatWasLost_whenNothingIsSentForAWhile() {
    feed(0, 5_010, 10, 4);
    long dueNs = windows.forgetNs();
    assertThat(dueNs).isEqualTo(5_000 * MS + LossWindows.MAX_AGE_NS);
    windows.forget(dueNs - 1);
    assertThat(windows.share()).isBetween(0.24, 0.26);
    windows.forget(dueNs);
    assertThat(windows.share()).isZero();
    assertThat(windows.size()).isZero();
    assertThat(windows.forgetNs()).isEqualTo(Long.MAX_VALUE);
    windows.late();
    feed(60_000, 61_010, 10, 2);
    assertThat(windows.share()).isBetween(0.48, 0.52);
  }

  @Test
  void countsNothingThatIsOld_whereSoLittleIsSentThatStretchesAreLong() {
    feed(0, 5_010, 10, 2);
    feed(5_100, 60_000, 100, 0);
    assertThat(windows.size()).isLessThan(LossWindows.COUNT);
    assertThat(windows.share()).isZero();
  }

  @Test
  void countsRepetitionsAsOnAverage_notWhereTheyCome() {
    for (int ms = 0; ms < 20_000; ms += 10) {
      windows.packet(ms * MS, 100, false, true);
      if ((ms / 250) % 2 == 0) {
        windows.packet(ms * MS, 100, true, true);
      }
    }
    assertThat(windows.rateBps(0)).isBetween(110_000.0, 130_000.0);
    assertThat(windows.rateBps(1)).isEqualTo(windows.rateBps(0));
  }

  @Test
  void leavesOutWhatIsNotKnown() {
    feed(0, 200, 10, 0);
    windows.skip();
    assertThat(feed(400, 649, 10, 0)).isZero();
    assertThat(feed(650, 660, 10, 0)).isEqualTo(1);
    assertThat(windows.rateBps(0)).isEqualTo(80_000);
  }

  @Test
  void leavesOutWhatDidNotFindRoomInOurOwnQueue_ofWhatIsScattered() {
    feed(0, 1_010, 10, 10);
    windows.overflowed();
    feed(1_010, 1_260, 10, 1);
    feed(1_260, 5_010, 10, 10);
    assertThat(windows.share()).isGreaterThan(0.12);
    assertThat(windows.scatteredShare()).isBetween(0.09, 0.11);
  }

  private int feed(int fromMs, int toMs, int stepMs, int loseEvery) {
    int closed = 0;
    for (int ms = fromMs; ms < toMs; ms += stepMs) {
      boolean lost = loseEvery > 0 && (ms / stepMs) % loseEvery == 0;
      closed += windows.packet(ms * MS, 100, false, !lost) ? 1 : 0;
    }
    return closed;
  }
}
