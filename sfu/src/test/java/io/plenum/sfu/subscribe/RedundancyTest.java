package io.plenum.sfu.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RedundancyTest {
  private static final long WIDE_BPS = 2_000_000;
  private static final long SECOND_NS = 1_000_000_000L;

  /** 50 packets a second of 160 bytes on the wire are 64 kbit/s. */
  private static final int PACKET_BYTES = 160;

  private final Redundancy redundancy = new Redundancy();
  private long nowNs;

  @Test
  void nothingIsAdded_whileNothingIsLost() {
    speak(3, 0, WIDE_BPS);
    assertThat(redundancy.copies(false)).isZero();
    assertThat(redundancy.copies(true)).as("passed on").isEqualTo(1);
  }

  @Test
  void copiesGrowWithTheLoss_atOnce() {
    speak(1, 0.019, WIDE_BPS);
    assertThat(redundancy.copies(false)).isZero();
    speak(1, 0.02, WIDE_BPS);
    assertThat(redundancy.copies(false)).isEqualTo(1);
    speak(1, 0.08, WIDE_BPS);
    assertThat(redundancy.copies(false)).isEqualTo(2);
    assertThat(redundancy.copies(true)).isEqualTo(2);
  }

  @Test
  void copiesGoLate_andNotWhileTheLossIsNear() {
    speak(1, 0.09, WIDE_BPS);
    speak(60, 0.05, WIDE_BPS);
    assertThat(redundancy.copies(false)).as("half of what asked for it").isEqualTo(2);

    speak(9, 0.03, WIDE_BPS);
    assertThat(redundancy.copies(false)).isEqualTo(2);
    speak(2, 0.03, WIDE_BPS);
    assertThat(redundancy.copies(false)).isEqualTo(1);

    speak(9, 0, WIDE_BPS);
    assertThat(redundancy.copies(false)).isEqualTo(1);
    speak(2, 0, WIDE_BPS);
    assertThat(redundancy.copies(false)).isZero();
  }

  @Test
  void takesNoMoreThanTheLinkHas() {
    speak(2, 0.1, 70_000);
    assertThat(redundancy.copies(false)).as("64 of 70 kbit/s").isZero();
    speak(2, 0.1, 170_000);
    assertThat(redundancy.copies(false)).isEqualTo(1);
    speak(2, 0.1, 250_000);
    assertThat(redundancy.copies(false)).isEqualTo(2);
  }

  @Test
  void passesOnWhatNobodyAskedFor_onlyWhereHalfTheLinkIsLeft() {
    speak(2, 0, 250_000);
    assertThat(redundancy.copies(true)).isZero();
    speak(2, 0, 260_000);
    assertThat(redundancy.copies(true)).isEqualTo(1);
  }

  private void speak(int seconds, double loss, long budgetBps) {
    for (int packet = 0; packet < 50 * seconds; packet++) {
      if (redundancy.due(nowNs)) {
        redundancy.look(loss, budgetBps, nowNs);
      }
      redundancy.sent(PACKET_BYTES);
      nowNs += SECOND_NS / 50;
    }
  }
}
