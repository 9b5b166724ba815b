package io.plenum.sfu.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DelayBasedTest {
  private static final long MS = 1_000_000L;
  private static final long STEP = 20 * MS;

  private final DelayBased delay = new DelayBased();
  private long sentNs;
  private long queueNs;

  @Test
  void showsOveruse_whenAQueueGrows() {
    assertThat(judgedOver(50, 0)).isFalse();
    assertThat(judgedOver(30, 4 * MS)).isTrue();
  }

  @Test
  void excusesTheQueue_thatAProbeMade() {
    judgedOver(50, 0);
    delay.excuse(sentNs + 31 * STEP);
    assertThat(judgedOver(30, 4 * MS)).isFalse();
    assertThat(delay.queueNs()).isEqualTo(120 * MS);
  }

  @Test
  void showsOveruse_thatLastsLongerThanTheExcuse() {
    judgedOver(50, 0);
    delay.excuse(sentNs + 15 * STEP);
    assertThat(judgedOver(30, 4 * MS)).isTrue();
  }

  @Test
  void showsOveruse_ifTheLinkGotNarrowBesideAProbe_andItsQueueIsFullSince() {
    judgedOver(50, 0);
    delay.excuse(sentNs + 31 * STEP);
    assertThat(judgedOver(30, 4 * MS)).isFalse();
    assertThat(judgedOver(5, 0)).as("a queue of 120 ms that does not grow").isTrue();
  }

  @Test
  void overflows_whileALongQueueOfOursIsBeingEmptied() {
    judgedOver(50, 0);
    judgedOver(30, 4 * MS);
    assertThat(delay.overflows()).as("nothing was done yet").isFalse();
    delay.rate(300_000, true);
    assertThat(delay.overflows()).isTrue();
    judgedOver(10, -4 * MS);
    assertThat(delay.overflows()).as("80 ms").isFalse();
  }

  private boolean judgedOver(int packets, long growthNs) {
    boolean over = false;
    for (int i = 0; i < packets; i++) {
      sentNs += STEP;
      queueNs += growthNs;
      delay.packet(sentNs, sentNs + 25 * MS + queueNs);
      over |= delay.judge() == LinkUse.OVER;
    }
    return over;
  }
}
