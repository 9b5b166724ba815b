package io.plenum.signaling.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.access.Attempt.Policy;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("I-6a")
class AttemptTest {
  @ParameterizedTest
  @CsvSource({"0, 0", "2, 0", "3, 1", "4, 2", "5, 4", "6, 8", "7, 10", "8, 10", "1000000, 10"})
  void doublesTheDelay_afterThreeFreeTries_upToTenSeconds(int tries, long seconds) {
    Policy policy = new Policy(3, Duration.ofSeconds(10));
    assertThat(policy.delayAfter(tries)).isEqualTo(Duration.ofSeconds(seconds));
  }

  /** Whoever guesses must be slowed more than those who share something with them. */
  @ParameterizedTest
  @EnumSource(Attempt.class)
  void slowsTheGuesserMost_andNeverLocksATargetsOwnerOut(Attempt attempt) {
    assertThat(attempt.pair().free()).isLessThanOrEqualTo(attempt.source().free());
    assertThat(attempt.pair().ceiling()).isGreaterThanOrEqualTo(attempt.source().ceiling());
    assertThat(attempt.caller().free()).isLessThanOrEqualTo(attempt.source().free());
    assertThat(attempt.target().ceiling()).isLessThanOrEqualTo(Duration.ofMinutes(1));
  }
}
