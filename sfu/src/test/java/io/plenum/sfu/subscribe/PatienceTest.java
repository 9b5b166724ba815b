package io.plenum.sfu.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PatienceTest {
  private final Patience patience = new Patience();

  @Test
  void changesNothing_whileThePictureFits() {
    assertThat(patience.budgetBps(100, 100, 0)).isEqualTo(100);
    assertThat(patience.budgetBps(100, 0, 1)).isEqualTo(100);
  }

  @Test
  void keepsThePicture_throughAShortDip() {
    assertThat(patience.budgetBps(60, 100, 0)).isEqualTo(100);
    assertThat(patience.budgetBps(60, 100, Patience.WAIT_NS - 1)).isEqualTo(100);
    assertThat(patience.budgetBps(120, 100, Patience.WAIT_NS)).isEqualTo(120);
    assertThat(patience.budgetBps(60, 100, Patience.WAIT_NS + 1)).isEqualTo(100);
  }

  @Test
  void ends_whenTheDipLasts() {
    assertThat(patience.budgetBps(60, 100, 5)).isEqualTo(100);
    assertThat(patience.budgetBps(60, 100, 5 + Patience.WAIT_NS)).isEqualTo(60);
    assertThat(patience.budgetBps(60, 0, 6 + Patience.WAIT_NS)).isEqualTo(60);
    assertThat(patience.budgetBps(60, 100, 7 + Patience.WAIT_NS)).isEqualTo(100);
  }
}
