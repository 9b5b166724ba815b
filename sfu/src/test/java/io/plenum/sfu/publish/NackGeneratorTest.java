package io.plenum.sfu.publish;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.sfu.publish.NackGenerator.Arrival;
import io.plenum.sfu.publish.NackGenerator.Due;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NackGeneratorTest {
  private static final long MS = 1_000_000L;
  private static final long RTT = 50 * MS;

  private final NackGenerator generator = new NackGenerator();
  private final long[] ask = new long[NackGenerator.MAX_MISSING];

  @Test
  void asksForNothing_whilePacketsComeInOrder() {
    for (long sequence = 100; sequence < 200; sequence++) {
      assertThat(generator.received(sequence, 0)).isEqualTo(Arrival.NEW);
    }
    assertThat(generator.nextDeadlineNs()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void asksAfterTheTimeOfReordering_whenPacketsAreMissing() {
    generator.received(100, 0);
    generator.received(103, 0);
    assertThat(generator.due(NackGenerator.REORDERING_NS - 1, RTT, ask).asked()).isZero();
    assertThat(generator.due(NackGenerator.REORDERING_NS, RTT, ask).asked()).isEqualTo(2);
    assertThat(Arrays.copyOf(ask, 2)).containsExactly(101, 102);
  }

  @Test
  void asksForNothing_whenThePacketWasOnlyOvertaken() {
    generator.received(100, 0);
    generator.received(102, 0);
    assertThat(generator.received(101, 5 * MS)).isEqualTo(Arrival.FILLED);
    assertThat(generator.answerNs()).isEqualTo(-1);
    assertThat(generator.due(1_000 * MS, RTT, ask)).isEqualTo(new Due(0, 0));
  }

  @Test
  void asksAgainOnlyAfterARoundTrip() {
    generator.received(100, 0);
    generator.received(102, 0);
    assertThat(generator.due(10 * MS, RTT, ask).asked()).isEqualTo(1);
    assertThat(generator.due(10 * MS + RTT, RTT, ask).asked()).isZero();
    assertThat(generator.nextDeadlineNs()).isBetween(10 * MS + RTT, 10 * MS + 2 * RTT);
    assertThat(generator.due(10 * MS + 2 * RTT, RTT, ask).asked()).isEqualTo(1);
  }

  @Test
  void givesUp_whenAskedTooOften() {
    generator.received(100, 0);
    generator.received(102, 0);
    int asked = 0;
    int abandoned = 0;
    for (long nowNs = 0; nowNs < NackGenerator.MAX_AGE_NS; nowNs += MS) {
      Due due = generator.due(nowNs, RTT, ask);
      asked += due.asked();
      abandoned += due.abandoned();
    }
    assertThat(asked).isEqualTo(NackGenerator.MAX_TRIES);
    assertThat(abandoned).isEqualTo(1);
    assertThat(generator.received(101, NackGenerator.MAX_AGE_NS)).isEqualTo(Arrival.OLD);
  }

  @Test
  void givesUp_whenThePacketIsTooOld() {
    generator.received(100, 0);
    generator.received(102, 0);
    assertThat(generator.due(NackGenerator.MAX_AGE_NS, RTT, ask)).isEqualTo(new Due(0, 1));
    assertThat(generator.missing()).isZero();
  }

  @Test
  void remembersAsManyHolesAsTheLimit_andStartsAnewBeyondIt() {
    generator.received(0, 0);
    assertThat(generator.received(NackGenerator.MAX_MISSING + 1L, 0)).isEqualTo(Arrival.NEW);
    assertThat(generator.missing()).isEqualTo(NackGenerator.MAX_MISSING);
    assertThat(generator.received(NackGenerator.MAX_MISSING + 3L, 0))
        .isEqualTo(Arrival.BEYOND_REPAIR);
    assertThat(generator.missing()).isZero();
  }

  @Test
  void measuresTheRoundTrip_byTheAnswerToASingleRequest() {
    generator.received(100, 0);
    generator.received(102, 0);
    generator.due(10 * MS, RTT, ask);
    generator.received(101, 95 * MS);
    assertThat(generator.answerNs()).isEqualTo(85 * MS);
    generator.received(103, 96 * MS);
    assertThat(generator.answerNs()).isEqualTo(-1);
  }

  @Test
  void tellsDuplicates() {
    generator.received(100, 0);
    generator.received(101, 0);
    assertThat(generator.received(101, 0)).isEqualTo(Arrival.OLD);
    assertThat(generator.received(99, 0)).isEqualTo(Arrival.OLD);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void missesExactlyWhatWasNotReceived_forAnyOrderOfArrival(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    TreeSet<Long> missing = new TreeSet<>();
    long highest = 70_000;
    generator.received(highest, 0);
    for (int i = 0; i < 20_000; i++) {
      if (!missing.isEmpty() && random.nextInt(3) == 0) {
        Long late = missing.floor(highest - random.nextInt(20));
        if (late != null) {
          missing.remove(late);
          assertThat(generator.received(late, 0)).isEqualTo(Arrival.FILLED);
        }
        continue;
      }
      long next = highest + 1 + (missing.size() < 400 ? random.nextInt(4) : 0);
      for (long hole = highest + 1; hole < next; hole++) {
        missing.add(hole);
      }
      highest = next;
      assertThat(generator.received(next, 0)).isEqualTo(Arrival.NEW);
    }
    int asked = generator.due(NackGenerator.REORDERING_NS, RTT, ask).asked();
    assertThat(Arrays.stream(ask, 0, asked).boxed())
        .as("seed %s", seed)
        .containsExactlyElementsOf(missing);
  }
}
