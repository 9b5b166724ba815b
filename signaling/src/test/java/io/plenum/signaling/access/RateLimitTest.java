package io.plenum.signaling.access;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.storage.database.Database;
import io.plenum.storage.testkit.EachDatabase;
import io.plenum.storage.testkit.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@EachDatabase
@Tag("I-6a")
class RateLimitTest {
  private final TestDatabase store;
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private Database database;
  private RateLimit limit;

  RateLimitTest(TestDatabase store) {
    this.store = store;
  }

  @BeforeEach
  void open() {
    database = store.open();
    limit = new RateLimit(database, () -> now);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private boolean goesAhead(String source, String target) {
    return limit.begin(Attempt.SIGN_IN, source, target).isEmpty();
  }

  private Duration delayAfterTry() {
    assertThat(goesAhead("a", "ada")).isTrue();
    Duration wait = limit.begin(Attempt.SIGN_IN, "a", "ada").orElse(Duration.ZERO);
    now = now.plus(wait);
    return wait;
  }

  @Test
  @Tag("I-6c")
  void blocksNobody_whenTwoCountInTheOtherOrderThanTheyLookedAtTheClock() {
    now = now.plusMillis(5);
    assertThat(goesAhead("a", "ada")).isTrue();
    now = now.minusMillis(5);
    assertThat(goesAhead("a", "bob")).isTrue();
    assertThat(goesAhead("b", "ada")).isTrue();
  }

  @Test
  void doublesTheDelay_afterTheFreeTries_upToItsCeiling() {
    for (int i = 0; i < 4; i++) {
      assertThat(goesAhead("a", "ada")).isTrue();
    }
    Duration previous = delayAfterTry();
    assertThat(previous).isEqualTo(Attempt.FIRST_DELAY);
    for (int i = 0; i < 5; i++) {
      Duration next = delayAfterTry();
      assertThat(next).isEqualTo(previous.multipliedBy(2));
      previous = next;
    }
    for (int i = 0; i < 10; i++) {
      previous = delayAfterTry();
    }
    assertThat(previous).isEqualTo(Duration.ofMinutes(15));
  }

  @Test
  void forgives_whenATrySucceeds() {
    for (int i = 0; i < 20; i++) {
      assertThat(goesAhead("a", "ada")).isTrue();
      limit.succeeded(Attempt.SIGN_IN, "a", "ada");
    }
  }

  @Test
  void letsTheNextInAtOnce_whenATrySucceedsThatBlockedAnother() {
    tryUntilBlocked();
    limit.succeeded(Attempt.SIGN_IN, "a", "ada");
    assertThat(goesAhead("a", "ada")).isTrue();
  }

  @Test
  void letsTheNextInAtOnce_whenATryIsWithdrawnThatBlockedAnother() {
    tryUntilBlocked();
    limit.withdrawn(Attempt.SIGN_IN, "a", "ada");
    assertThat(goesAhead("a", "ada")).isTrue();
  }

  /** The last that went ahead is still under way when the next one is told to wait. */
  private void tryUntilBlocked() {
    for (int i = 0; i < 5; i++) {
      assertThat(goesAhead("a", "ada")).isTrue();
    }
    assertThat(goesAhead("a", "ada")).isFalse();
  }

  @Test
  void doesNotCount_whatWasWithdrawn_andKeepsCountingTheRest() {
    for (int i = 0; i < 20; i++) {
      assertThat(goesAhead("a", "ada")).isTrue();
      limit.withdrawn(Attempt.SIGN_IN, "a", "ada");
    }
    for (int i = 0; i < 5; i++) {
      assertThat(goesAhead("a", "ada")).isTrue();
      if (i == 2) {
        assertThat(goesAhead("a", "ada")).isTrue();
        limit.withdrawn(Attempt.SIGN_IN, "a", "ada");
      }
    }
    assertThat(goesAhead("a", "ada")).isFalse();
  }

  @Test
  @Tag("I-6c")
  void doesNotLockOutASharedSource_whenOneCallerGuesses() {
    while (goesAhead("office", "ada")) {
      assertThat(now).isNotNull();
    }
    assertThat(goesAhead("office", "charles")).isTrue();
  }

  @Test
  void slowsASource_thatTriesManyTargets_butNeverForLong() {
    int free = 0;
    while (goesAhead("a", "target" + free)) {
      free++;
    }
    assertThat(free).isEqualTo(100);
    for (int i = 0; i < 20; i++) {
      now = now.plusSeconds(10);
      assertThat(goesAhead("a", "more" + i)).isTrue();
    }
  }

  @Test
  @Tag("I-6b")
  void remembers_whenItIsOpenedAgain() {
    for (int i = 0; i < 5; i++) {
      assertThat(goesAhead("a", "ada")).isTrue();
    }
    close();
    open();
    assertThat(goesAhead("a", "ada")).isFalse();
  }

  @Test
  void forgets_whenItWasQuietForAnHour() {
    for (int i = 0; i < 5; i++) {
      assertThat(goesAhead("a", "ada")).isTrue();
    }
    now = now.plus(Attempt.FORGET_AFTER).plusSeconds(1);
    for (int i = 0; i < 5; i++) {
      assertThat(goesAhead("a", "ada")).isTrue();
    }
    now = now.plus(Attempt.FORGET_AFTER).plusSeconds(1);
    assertThat(limit.sweep()).isEqualTo(3);
  }

  @Test
  @Tag("I-6c")
  void doesNotLockOutATrunk_whenOneCallerGuesses() {
    Origin guesser = Origin.claimed("trunk", "+49301234");
    for (int i = 0; i < 6; i++) {
      assertThat(limit.begin(Attempt.TELEPHONE_CODE, guesser, "code " + i)).isEmpty();
    }
    assertThat(limit.begin(Attempt.TELEPHONE_CODE, guesser, "one more")).isPresent();
    Origin other = Origin.claimed("trunk", "+49305678");
    assertThat(limit.begin(Attempt.TELEPHONE_CODE, other, "code")).isEmpty();
  }

  @Test
  void slowsATrunkHardly_whenEveryCallHasAnotherNumber() {
    int free = 0;
    while (limit
        .begin(Attempt.TELEPHONE_CODE, Origin.claimed("trunk", "+" + free), "code " + free)
        .isEmpty()) {
      free++;
    }
    assertThat(free).isEqualTo(1_000);
    now = now.plusSeconds(1);
    Origin next = Origin.claimed("trunk", "+49305678");
    assertThat(limit.begin(Attempt.TELEPHONE_CODE, next, "code")).isEmpty();
  }

  @Test
  @Tag("I-6c")
  void letsWhoIsSignedInAnswerForThemselves_whateverOthersOfTheirOfficeDo() {
    int guess = 0;
    while (limit.begin(Attempt.CODE_LOOKUP, "office", "code " + guess).isEmpty()) {
      guess++;
    }
    Origin ada = Origin.proven("ada");
    assertThat(limit.begin(Attempt.CODE_LOOKUP, ada, "right")).isEmpty();
    limit.succeeded(Attempt.CODE_LOOKUP, ada, "right");
    for (int i = 0; i < 60; i++) {
      assertThat(limit.begin(Attempt.CODE_LOOKUP, ada, "wrong " + i)).isEmpty();
    }
    assertThat(limit.begin(Attempt.CODE_LOOKUP, ada, "wrong again")).isPresent();
  }
}
