package io.plenum.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.rtcp.Nack;
import java.util.List;
import org.junit.jupiter.api.Test;

class MissingTest {
  private final Missing missing = new Missing(9);

  @Test
  void asksForAGap_untilItIsFilled() {
    missing.arrived(65_534, 65_538);

    assertThat(missing.ask()).contains(new Nack(1, 9, List.of(65_535, 0, 1)));
    assertThat(missing.repaired(0)).isTrue();
    assertThat(missing.repaired(0)).isFalse();
    missing.arrived(65_538, 65_537);

    assertThat(missing.ask()).contains(new Nack(1, 9, List.of(65_535)));
  }

  @Test
  void givesUp_whenItHasAskedOftenEnough() {
    missing.arrived(10, 12);
    for (int i = 0; i < Missing.TIMES; i++) {
      assertThat(missing.ask()).isPresent();
    }

    assertThat(missing.ask()).isEmpty();
  }

  @Test
  void remembersNoMoreThanItMay() {
    missing.arrived(10, 1_000_000);

    assertThat(((Nack) missing.ask().orElseThrow()).sequenceNumbers()).hasSize(Missing.MOST);
  }
}
