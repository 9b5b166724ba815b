package io.plenum.rtc.srtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SourceTableTest {
  @Test
  void agreesWithASetOfAllIndexes_whenIndexesComeInAnyOrder() {
    Random random = new Random(1);
    for (int round = 0; round < 50; round++) {
      SourceTable table = new SourceTable();
      Set<Long> seen = new HashSet<>();
      long highest = random.nextInt(3) * 65_536L;
      table.add(1, highest);
      seen.add(highest);
      for (int i = 0; i < 2_000; i++) {
        long index = Math.max(0, highest + random.nextInt(-1_200, random.nextInt(1, 1_500)));
        SrtpStatus expected =
            highest - index >= SourceTable.WINDOW
                ? SrtpStatus.TOO_OLD
                : seen.contains(index) ? SrtpStatus.REPLAYED : SrtpStatus.OK;
        assertThat(table.check(table.find(1), index)).isEqualTo(expected);
        if (expected == SrtpStatus.OK) {
          table.mark(table.find(1), index);
          seen.add(index);
          highest = Math.max(highest, index);
        }
      }
    }
  }

  @Test
  void remembersEverySourceApart_whenFilledToTheLimit() {
    Random random = new Random(2);
    SourceTable table = new SourceTable();
    Map<Integer, Long> expected = new HashMap<>();
    while (!table.full()) {
      int ssrc = random.nextInt();
      long index = random.nextLong(1L << 48);
      if (table.find(ssrc) < 0) {
        table.add(ssrc, index);
        expected.put(ssrc, index);
      }
    }
    assertThat(table.size()).isEqualTo(SourceTable.MAX_SOURCES);
    expected.forEach(
        (ssrc, index) -> {
          int slot = table.find(ssrc);
          assertThat(table.highest(slot)).isEqualTo(index);
          assertThat(table.check(slot, index)).isEqualTo(SrtpStatus.REPLAYED);
          assertThat(table.check(slot, index + 1)).isEqualTo(SrtpStatus.OK);
        });
  }

  @Test
  void knowsZeroOnlyOnceAdded_whenTheSsrcIsZero() {
    SourceTable table = new SourceTable();
    assertThat(table.find(0)).isNegative();
    table.add(0, 5);
    assertThat(table.find(0)).isNotNegative();
  }
}
