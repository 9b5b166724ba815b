package io.plenum.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RoundsTest {
  private static final Duration SELDOM = Duration.ofHours(1);

  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch goOn = new CountDownLatch(1);
  private final AtomicInteger rounds = new AtomicInteger();
  private final AtomicBoolean interrupted = new AtomicBoolean();

  /** One round, until it may go on. */
  private void round() {
    rounds.incrementAndGet();
    begun.countDown();
    try {
      goOn.await();
    } catch (InterruptedException e) {
      interrupted.set(true);
    }
  }

  @Test
  void leavesTheRoundThatRunsInPeace_andBeginsNoOther() throws Exception {
    AtomicBoolean told = new AtomicBoolean();
    Rounds work =
        Rounds.start(
            "test",
            SELDOM,
            stopping -> {
              round();
              told.set(stopping.getAsBoolean());
            });
    begun.await();
    work.now();
    Thread closing = Thread.ofVirtual().start(work::close);
    while (closing.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    goOn.countDown();
    closing.join();
    assertThat(told).isTrue();
    assertThat(interrupted).isFalse();
    assertThat(rounds).hasValue(1);
  }

  @Test
  void interruptsARound_thatDoesNotEnd() throws Exception {
    Rounds work = Rounds.start("test", SELDOM, Duration.ofMillis(1), stopping -> round());
    begun.await();
    work.close();
    assertThat(interrupted).isTrue();
  }

  @Test
  void endsAtOnce_betweenTwoRounds() throws Exception {
    goOn.countDown();
    Rounds work = Rounds.start("test", SELDOM, SELDOM, stopping -> round());
    begun.await();
    work.close();
    assertThat(rounds).hasValue(1);
  }
}
