package io.plenum.sfu.layer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SlotNumbersTest {
  private static final long FRAME = 3_000;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 100, 32_766, 32_767, 32_768, 32_769, 65_533, 65_534, 65_535})
  void noNumberIsMissingOrUsedTwice_overChangesOfSource(int start) {
    for (int source = 0; source < 8; source++) {
      check(start, start * 31L + source);
    }
  }

  /** Sources begin at numbers near every wrap; packets come late, but every one comes. */
  private static void check(int start, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    SlotNumbers numbers = new SlotNumbers(start);
    TreeSet<Long> used = new TreeSet<>();
    long lastTimestamp = -1;
    long slotTime = random.nextLong(1L << 32);
    for (int change = 0; change < 20; change++) {
      long first = (1L << 16) * (1 + random.nextInt(3)) - 3 + random.nextInt(6);
      long sourceTimestamp = random.nextLong(1L << 32);
      slotTime += FRAME;
      numbers.switchTo(first, sourceTimestamp, slotTime, 90);
      assertThat(numbers.accepts(first - 1)).isFalse();
      for (int i = 0; i < 50; i += 2) {
        // Every second pair is swapped.
        int swap = random.nextInt(2);
        for (int j : new int[] {i + swap, i + 1 - swap}) {
          assertThat(numbers.accepts(first + j)).isTrue();
          long timestamp = numbers.timestamp((sourceTimestamp + i * FRAME) & 0xFFFF_FFFFL);
          assertThat(timestamp).isEqualTo((slotTime + i * FRAME) & 0xFFFF_FFFFL);
          long sequence = numbers.sequence(first + j);
          numbers.sent(first + j, sequence, timestamp);
          assertThat(used.add(sequence)).as("seed %s", seed).isTrue();
          lastTimestamp = timestamp;
        }
      }
      slotTime += 48 * FRAME;
    }
    assertThat(used.first() & 0xFFFF).isEqualTo(start);
    assertThat(used.last() - used.first() + 1).as("seed %s", seed).isEqualTo(used.size());
    assertThat(lastTimestamp).isNotNegative();
  }

  @Test
  void timestampsAdvance_whenTheNewSourcesClockLiesBehind() {
    SlotNumbers numbers = new SlotNumbers(7);
    numbers.switchTo(10, 500, 100_000, 90);
    numbers.sent(10, numbers.sequence(10), numbers.timestamp(500));
    numbers.switchTo(70_000, 4_000_000_000L, 99_000, 90);
    assertThat(numbers.timestamp(4_000_000_000L)).isEqualTo(100_090);
    assertThat(numbers.sequence(70_000) & 0xFFFF).isEqualTo(8);
  }

  @Test
  void givesNumbersAgain_thatWereTakenBack() {
    SlotNumbers numbers = new SlotNumbers(7);
    numbers.switchTo(10, 0, 0, 90);
    for (long packet : new long[] {10, 11, 13, 14, 15}) {
      numbers.sent(packet, numbers.sequence(packet), numbers.timestamp(0));
    }
    numbers.takeBack(numbers.sequence(14));
    numbers.switchTo(500, 0, 3_000, 90);
    assertThat(numbers.sequence(500) & 0xFFFF).isEqualTo(11);
    assertThat(numbers.formerSequence(12) & 0xFFFF).as("late, and kept free").isEqualTo(9);
    numbers.sent(500, numbers.sequence(500), 3_000);
    assertThat(numbers.formerSequence(14)).as("taken back").isEqualTo(SlotNumbers.NONE);
    assertThat(numbers.next() & 0xFFFF).isEqualTo(12);
  }

  @Test
  void acceptsNothing_whileNoSourceHoldsTheSlot() {
    SlotNumbers numbers = new SlotNumbers(7);
    assertThat(numbers.accepts(1L << 40)).isFalse();
    numbers.switchTo(10, 0, 0, 90);
    numbers.release();
    assertThat(numbers.accepts(11)).isFalse();
  }
}
