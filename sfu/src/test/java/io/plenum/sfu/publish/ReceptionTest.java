package io.plenum.sfu.publish;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sequence numbers and the statistics made of them. */
class ReceptionTest {
  private static final long MS = 1_000_000L;

  private final SequenceNumbers numbers = new SequenceNumbers();
  private final ReceptionStatistics statistics = new ReceptionStatistics(90_000);

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 32_766, 32_768, 65_000, 65_534, 65_535})
  void numbersGrowByOne_overWrapsFromAnyStart(int start) {
    long first = numbers.extend(start);
    for (int i = 1; i < 200_000; i++) {
      assertThat(numbers.extend((start + i) & 0xFFFF)).isEqualTo(first + i);
    }
  }

  @Test
  void senderThatStartsOver_isBelievedAtItsSecondPacket() {
    long before = numbers.extend(40_000);
    assertThat(numbers.extend(20_000)).isEqualTo(SequenceNumbers.REJECTED);
    assertThat(numbers.extend(20_001)).isGreaterThan(before);
    assertThat(numbers.extend(20_002)).isGreaterThan(before);
  }

  @Test
  void latePacketsKeepTheirPlace_withinTheLimit() {
    long newest = numbers.extend(5_000);
    assertThat(numbers.extend(5_000 - SequenceNumbers.MAX_LATE))
        .isEqualTo(newest - SequenceNumbers.MAX_LATE);
    assertThat(numbers.extend(5_000 - SequenceNumbers.MAX_LATE - 1))
        .isEqualTo(SequenceNumbers.REJECTED);
    assertThat(numbers.highest()).isEqualTo(newest);
  }

  @Test
  void fractionIsOfTheIntervalAndLossIsOfAllTime() {
    receive(0, 100);
    assertThat(statistics.takeFractionLost(numbers)).isZero();
    receive(150, 200); // 50 of 100 lost
    assertThat(statistics.takeFractionLost(numbers)).isEqualTo(128);
    assertThat(statistics.lost(numbers)).isEqualTo(50);
    receive(200, 300);
    assertThat(statistics.takeFractionLost(numbers)).isZero();
    assertThat(statistics.lost(numbers)).isEqualTo(50);
  }

  @Test
  void lossIsNegative_whenPacketsWereRepeated() {
    receive(0, 10);
    receive(0, 10);
    assertThat(statistics.lost(numbers)).isEqualTo(-10);
    assertThat(statistics.takeFractionLost(numbers)).isZero();
  }

  @Test
  void jitterIsZero_whenPacketsComeAsTheyWereSent() {
    for (int i = 0; i < 100; i++) {
      statistics.received(i * 3_000L, i * 33_333_333L);
    }
    assertThat(statistics.jitter()).isLessThanOrEqualTo(1);
  }

  @Test
  void jitterApproachesTheChangeOfTransit_overAWrapOfTimestampsToo() {
    long timestamp = 0xFFFF_FFFFL - 150_000;
    for (int i = 0; i < 300; i++) {
      long late = i % 2 == 0 ? 0 : 10 * MS;
      statistics.received((timestamp + i * 3_000L) & 0xFFFF_FFFFL, i * 33_333_333L + late);
    }
    // 10 ms are 900 ticks.
    assertThat(statistics.jitter()).isBetween(850L, 901L);
  }

  private void receive(int from, int to) {
    for (int i = from; i < to; i++) {
      numbers.extend(i & 0xFFFF);
      statistics.received(i * 3_000L, i * 33_333_333L);
    }
  }
}
