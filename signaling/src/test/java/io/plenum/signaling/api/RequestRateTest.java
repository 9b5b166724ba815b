package io.plenum.signaling.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class RequestRateTest {
  private static final int QUOTA = 60;

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000);
  private final RequestRate rate = new RequestRate(now::get, QUOTA);

  private void pass(long seconds) {
    now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }

  @Test
  void letsAWholeMinutesQuotaThroughAtOnce_andNoMore() {
    for (int i = 1; i <= QUOTA; i++) {
      RequestRate.Standing standing = rate.ofUser("ada");
      assertThat(standing.exceeded()).isFalse();
      assertThat(standing.remaining()).isEqualTo(QUOTA - i);
    }
    RequestRate.Standing refused = rate.ofUser("ada");
    assertThat(refused.exceeded()).isTrue();
    assertThat(refused.untilNext()).hasSeconds(1);
    assertThat(refused.limit()).isEqualTo("\"requests\";r=0;t=60");
    assertThat(refused.policy()).isEqualTo("\"requests\";q=60;w=60");
  }

  @Test
  void refillsEvenly_alsoWhereTheClockWrapsAround() {
    for (int i = 0; i < QUOTA; i++) {
      rate.ofUser("ada");
    }
    pass(2);
    assertThat(rate.ofUser("ada").exceeded()).isFalse();
    assertThat(rate.ofUser("ada").exceeded()).isFalse();
    assertThat(rate.ofUser("ada").exceeded()).isTrue();
    pass(60);
    assertThat(rate.ofUser("ada").remaining()).isEqualTo(QUOTA - 1);
  }

  @Test
  void countsEachCallerApart_andGivesAnAddressRoomForMany() {
    for (int i = 0; i < QUOTA; i++) {
      rate.ofUser("ada");
    }
    assertThat(rate.ofUser("charles").exceeded()).isFalse();
    assertThat(rate.ofSource("ada").remaining())
        .isEqualTo(QUOTA * RequestRate.GUESTS_PER_SOURCE - 1);
  }
}
