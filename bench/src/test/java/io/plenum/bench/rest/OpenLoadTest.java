package io.plenum.bench.rest;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.bench.rest.OpenLoad.Aimed;
import io.plenum.bench.rest.OpenLoad.Outcome;
import java.io.IOException;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class OpenLoadTest {
  private static final int RATE = 200;

  private static Outcome run(OpenLoad.Shot shot) {
    return new OpenLoad(new Random(1), RATE).run(0, 1, _ -> new Aimed("it", shot));
  }

  @Test
  void sendsTheSameNumberAgain_withTheSameSeed() {
    Outcome first = run(() -> 200);
    assertThat(first.answered()).isBetween(RATE / 2L, RATE * 2L);
    assertThat(run(() -> 204).answered()).isEqualTo(first.answered());
    assertThat(first.errors()).isEmpty();
  }

  @Test
  void sendsFewer_whileTheRateRises() {
    OpenLoad rising = new OpenLoad(new Random(1), RATE);
    long risen = rising.run(2, 2, _ -> new Aimed("it", () -> 200)).answered();
    assertThat(risen).isBetween(RATE / 2L, 3L * RATE / 2);
  }

  @Test
  void goesOnSending_whenNothingIsAnswered() {
    CountDownLatch enough = new CountDownLatch(RATE / 2);
    Outcome outcome =
        run(
            () -> {
              enough.countDown();
              try {
                enough.await();
              } catch (InterruptedException e) {
                throw new IOException(e);
              }
              return 200;
            });
    assertThat(outcome.answered()).isGreaterThanOrEqualTo(RATE / 2);
    // The first one waited for a hundred others, which came at their times all the same.
    assertThat(outcome.timesUs().get("it").getMaxValue()).isGreaterThan(100_000);
  }

  @Test
  void countsWhatFails() {
    Outcome refused = run(() -> 503);
    assertThat(refused.errors()).isEqualTo(Map.of("it 503", refused.answered()));
    Outcome broken =
        run(
            () -> {
              throw new IOException("broken");
            });
    assertThat(broken.failed()).isEqualTo(broken.answered());
  }
}
