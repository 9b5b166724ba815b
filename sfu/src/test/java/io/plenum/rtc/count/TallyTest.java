package io.plenum.rtc.count;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class TallyTest {
  private enum Reason {
    LATE,
    LOST
  }

  private final Tally<Reason> tally = new Tally<>(Reason.class);

  @Test
  void addsWhatAnotherHasCounted() {
    Tally<Reason> other = new Tally<>(Reason.class);
    other.add(Reason.LATE, 3);
    tally.add(Reason.LATE);
    tally.add(other);
    assertThat(tally.counts()).isEqualTo(Map.of(Reason.LATE, 4L, Reason.LOST, 0L));
    assertThat(other.count(Reason.LATE)).isEqualTo(3);
  }

  @Test
  void tellsCountsOfTheMoment() {
    Map<Reason, Long> before = tally.counts();
    tally.add(Reason.LOST);
    assertThat(before).containsEntry(Reason.LOST, 0L);
  }
}
