package io.plenum.signaling.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.storage.database.Database;
import io.plenum.storage.testkit.EachDatabase;
import io.plenum.storage.testkit.TestDatabase;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When a refresh token that is shown again is a copy, and when its answer was lost. */
@EachDatabase
@Tag("I-4a")
class RefreshTokensTest {
  private static final Duration LATER = RefreshTokens.OVERLAP.plusSeconds(1);

  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-22T08:00:00Z"));
  private final SecureRandom random = new SecureRandom();
  private Database database;
  private PasswordHasher hasher;
  private SignIns signIns;
  private String first;

  @BeforeEach
  void signIn(TestDatabase store) {
    database = store.open();
    hasher = new PasswordHasher(random);
    Identity identity = Identities.of(database, now::get, random, hasher);
    signIns = identity.signIns();
    first =
        identity
            .accounts()
            .setUp("Acme", "Ada", "ada@acme.example", "Engine#1843", Identities.DEVICE)
            .refreshToken();
  }

  @AfterEach
  void close() {
    hasher.close();
    database.close();
  }

  private Optional<String> show(String token) {
    return signIns.refresh(token, Identities.DEVICE).map(SignedIn::refreshToken);
  }

  private void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }

  @Test
  void worksAgain_whenTheAnswerWasLost_howeverLongAfter() {
    assertThat(show(first)).isPresent();
    pass(Duration.ofDays(2));
    String second = show(first).orElseThrow();
    pass(Duration.ofDays(2));
    assertThat(show(second)).isPresent();
  }

  @Test
  void worksAgain_howeverOftenTheAnswerIsLost() {
    for (int i = 0; i < 5; i++) {
      assertThat(show(first)).isPresent();
      pass(LATER);
    }
    assertThat(show(show(first).orElseThrow())).isPresent();
  }

  @Test
  void isACopy_onceItsSuccessorWasShown() {
    String second = show(first).orElseThrow();
    String third = show(second).orElseThrow();
    pass(LATER);
    assertThat(show(first)).isEmpty();
    assertThat(show(third)).isEmpty();
  }

  @Test
  void whoCopiedATokenWhoseSuccessorArrived_isFoundOutWhenTheOtherComes() {
    String arrived = show(first).orElseThrow();
    pass(LATER);
    String thiefs = show(first).orElseThrow();
    pass(LATER);
    assertThat(show(arrived)).isEmpty();
    assertThat(show(thiefs)).isEmpty();
    assertThat(kinds()).contains("refresh-token-reused");
  }

  @Test
  void whoComesAfterTheThief_findsBothOut() {
    String arrived = show(first).orElseThrow();
    pass(LATER);
    String thiefs = show(show(first).orElseThrow()).orElseThrow();
    assertThat(show(arrived)).isEmpty();
    assertThat(show(thiefs)).isEmpty();
  }

  @Test
  void twoTabsAreNoTheft_alsoAfterALostAnswer() {
    assertThat(show(first)).isPresent();
    pass(LATER);
    String one = show(first).orElseThrow();
    String other = show(first).orElseThrow();
    pass(LATER);
    assertThat(show(one)).isPresent();
    assertThat(show(other)).isPresent();
  }

  private List<String> kinds() {
    return database.read(
        handle -> handle.createQuery("SELECT kind FROM audit_entry").mapTo(String.class).list());
  }
}
