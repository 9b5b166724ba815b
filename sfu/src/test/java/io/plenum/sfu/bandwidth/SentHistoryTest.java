package io.plenum.sfu.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SentHistoryTest {
  private final SentHistory history = new SentHistory(SentHistory.FIRST);

  @Test
  void remembersWhatWasSent() {
    long first = history.sent(100, 0, 5);
    long second = history.sent(200, 7, 6);
    assertThat(second).isEqualTo(first + 1);
    assertThat(history.sentNs(second)).isEqualTo(6);
    assertThat(history.bytes(second)).isEqualTo(200);
    assertThat(history.cluster(second)).isEqualTo(7);
    assertThat(history.extend((int) (first & 0xFFFF))).isEqualTo(first);
  }

  @Test
  void forgetsTheOldest_beyondTheLimit() {
    long first = history.sent(1, 0, 0);
    for (int i = 1; i < SentHistory.SIZE; i++) {
      history.sent(1, 0, i);
    }
    assertThat(history.knows(first)).isTrue();
    history.sent(1, 0, 0);
    assertThat(history.knows(first)).isFalse();
    assertThat(history.oldest()).isEqualTo(first + 1);
    assertThat(history.knows(history.next())).isFalse();
  }

  @Test
  void countsEachFateOnce_andTakesALossBack() {
    long sequence = history.sent(1, 0, 0);
    assertThat(history.lost(sequence)).isTrue();
    assertThat(history.lost(sequence)).isFalse();
    assertThat(history.isLost(sequence)).isTrue();
    assertThat(history.received(sequence)).isTrue();
    assertThat(history.received(sequence)).isFalse();
    assertThat(history.lost(sequence)).isFalse();
  }

  @Test
  void findsNumbersAgain_overManyCyclesOf16Bits() {
    for (int i = 0; i < 200_000; i++) {
      long sequence = history.sent(1, 0, 0);
      assertThat(history.extend((int) (sequence & 0xFFFF))).isEqualTo(sequence);
    }
  }
}
