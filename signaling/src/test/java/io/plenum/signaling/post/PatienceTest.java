package io.plenum.signaling.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PatienceTest {
  @Test
  void waitsLongerEachTime_upToEightHours() {
    long[] seconds = {5, 20, 80, 320, 1_280, 5_120, 20_480, 28_800, 28_800};
    for (int tries = 1; tries <= seconds.length; tries++) {
      Duration wait = Patience.after(tries, new SplittableRandom(tries));
      double middle = seconds[tries - 1] * 1_000.0;
      assertThat((double) wait.toMillis()).isBetween(middle * 0.8, middle * 1.2);
    }
  }

  @Test
  void spreadsWhatFailedTogether() {
    SplittableRandom random = new SplittableRandom(1);
    assertThat(Patience.after(5, random)).isNotEqualTo(Patience.after(5, random));
  }

  @Test
  void givesUp_afterTheLastTry_orAtTheEndOfItsAge() {
    assertThat(Patience.isOver(Patience.TRY_LIMIT - 1, Duration.ZERO)).isFalse();
    assertThat(Patience.isOver(Patience.TRY_LIMIT, Duration.ZERO)).isTrue();
    assertThat(Patience.isOver(1, Patience.AGE_LIMIT.minusMillis(1))).isFalse();
    assertThat(Patience.isOver(1, Patience.AGE_LIMIT)).isTrue();
  }
}
