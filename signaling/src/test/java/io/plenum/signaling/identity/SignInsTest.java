package io.plenum.signaling.identity;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.access.Role;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.identity.token.AccessTokens;
import io.plenum.storage.crypto.MasterKey;
import io.plenum.storage.database.Database;
import io.plenum.storage.database.DatabaseConfig;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How long a sign-in lasts, and what ends it, without a server around it. */
@Tag("I-4a")
class SignInsTest {
  private static final String EMAIL = "ada@acme.example";
  private static final String PASSWORD = "Engine#1843";
  private static final Device LAPTOP = new Device("laptop", "192.0.2.1:50000");
  private static final Device PHONE = new Device("phone", "198.51.100.7:40000");

  @TempDir Path folder;
  private final List<String> told = new ArrayList<>();
  private Instant now = Instant.parse("2026-11-21T12:00:00Z");
  private Database database;
  private PasswordHasher hasher;
  private Identity identity;
  private SignIns signIns;
  private SignedIn first;

  @BeforeEach
  void setUp() {
    SecureRandom random = new SecureRandom();
    database = Database.open(new DatabaseConfig(folder, MasterKey.random(random), random));
    hasher = new PasswordHasher(random);
    identity = Identities.of(database, () -> now, random, hasher);
    signIns = identity.signIns();
    first = identity.accounts().setUp("Acme", "Ada", EMAIL, PASSWORD, LAPTOP);
    signIns.onRevoked(told::add);
  }

  @AfterEach
  void close() {
    hasher.close();
    database.close();
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private SignedIn signIn() {
    return signIns.signIn(EMAIL, PASSWORD, LAPTOP).orElseThrow();
  }

  private SignedIn refresh(SignedIn from) {
    return signIns.refresh(from.refreshToken(), PHONE).orElseThrow();
  }

  private boolean refreshes(SignedIn from) {
    return signIns.refresh(from.refreshToken(), PHONE).isPresent();
  }

  private Principal who(SignedIn signedIn) {
    return identity.verify(signedIn.accessToken()).orElseThrow();
  }

  /** How often it stands in the log of the account. */
  private long audited(String kind) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT count(*) FROM audit_entry WHERE kind = ? AND account_id <> ?")
                .bind(0, kind)
                .bind(1, AuditLog.SERVER)
                .mapTo(Long.class)
                .one());
  }

  @Test
  void givesAnotherTokenEachTime_forTheSameSignIn() {
    SignedIn second = refresh(first);
    assertThat(second.refreshToken()).isNotEqualTo(first.refreshToken());
    assertThat(who(second)).isEqualTo(who(first));
    assertThat(signIns.of(who(first).userId())).hasSize(1);
    assertThat(signIns.of(who(first).userId()).getFirst())
        .returns(PHONE, SignIn::device)
        .returns(now, SignIn::usedAt);
  }

  @Test
  void takesATokenAgain_whileTwoTabsMayShowIt_andEndsTheSignInLater() {
    SignedIn second = refresh(refresh(first));
    Principal ada = who(second);
    pass(RefreshTokens.OVERLAP);
    assertThat(refreshes(first)).as("exactly at the end of the overlap").isTrue();
    pass(Duration.ofMillis(1));
    assertThat(refreshes(first)).isFalse();
    assertThat(told).containsExactly(ada.signInId());
    assertThat(audited("refresh-token-reused")).isEqualTo(1);
    assertThat(refreshes(second)).as("all tokens of the sign-in").isFalse();
    assertThat(identity.verify(second.accessToken())).isEmpty();
  }

  /** What counts is the first use, not the latest. */
  @Test
  void doesNotLetAStolenTokenLiveOn_byShowingItOften() {
    refresh(refresh(first));
    pass(RefreshTokens.OVERLAP.minusSeconds(1));
    assertThat(refreshes(first)).isTrue();
    pass(Duration.ofSeconds(2));
    assertThat(refreshes(first)).isFalse();
  }

  @Test
  void lastsThirtyDaysWithoutUse_andAnotherThirtyWithIt() {
    pass(RefreshTokens.LIFETIME.minusMillis(1));
    SignedIn second = refresh(first);
    pass(RefreshTokens.LIFETIME.minusMillis(1));
    assertThat(identity.stands(who(refresh(second)))).isTrue();
    SignedIn other = signIn();
    pass(RefreshTokens.LIFETIME);
    assertThat(refreshes(other)).isFalse();
    assertThat(told).as("nobody was told of a theft").isEmpty();
  }

  @Test
  void isNobodys_whenTheTokenWasNeverGiven() {
    assertThat(signIns.refresh("nonsense", PHONE)).isEmpty();
    signIns.signOut("nonsense", "192.0.2.1:1");
    assertThat(told).isEmpty();
    assertThat(identity.verify(first.accessToken())).isPresent();
    assertThat(audited("sign-out")).isZero();
  }

  @Test
  @Tag("I-4e")
  void endsAtOnce_whenSomebodySignsOut() {
    Principal ada = who(first);
    SignedIn other = signIn();
    signIns.signOut(first.refreshToken(), "192.0.2.1:1");
    assertThat(told).containsExactly(ada.signInId());
    assertThat(audited("sign-out")).isEqualTo(1);
    assertThat(signIns.stands(ada)).isFalse();
    assertThat(identity.verify(first.accessToken())).isEmpty();
    assertThat(refreshes(first)).isFalse();
    assertThat(identity.verify(other.accessToken())).isPresent();
  }

  @Test
  @Tag("I-4e")
  void endsOneOfOnesOwn_andNobodyElses() {
    SignedIn other = signIn();
    Principal ada = who(first);
    String bobsId =
        Identities.add(identity, ada.accountId(), "Bob", "b@acme.example", Role.USER, PASSWORD);
    SignedIn bob = signIns.signIn("b@acme.example", PASSWORD, PHONE).orElseThrow();
    told.clear();
    assertThat(signIns.end(ada, who(bob).signInId(), "x")).isFalse();
    assertThat(signIns.end(ada, "nothing", "x")).isFalse();
    assertThat(told).isEmpty();
    String ended = who(other).signInId();
    assertThat(signIns.end(ada, ended, "x")).isTrue();
    assertThat(told).containsExactly(ended);
    assertThat(identity.verify(other.accessToken())).isEmpty();
    assertThat(identity.verify(bob.accessToken())).get().returns(bobsId, Principal::userId);
  }

  @Test
  @Tag("I-4e")
  void endsEverywhere_whenAsked() {
    Principal ada = who(first);
    SignedIn other = signIn();
    signIns.endAll(ada, "x");
    assertThat(told).hasSize(2);
    assertThat(identity.verify(first.accessToken())).isEmpty();
    assertThat(refreshes(other)).isFalse();
    assertThat(audited("sign-out")).isEqualTo(1);
  }

  @Test
  void endsTheOneThatWasUsedLongestAgo_whenThereIsOneTooMany() {
    String oldest = who(first).signInId();
    for (int i = 1; i < SignIns.PER_USER_LIMIT; i++) {
      pass(Duration.ofSeconds(1));
      signIn();
    }
    assertThat(told).as("as many as may be").isEmpty();
    pass(Duration.ofSeconds(1));
    SignedIn newest = signIn();
    assertThat(told).containsExactly(oldest);
    assertThat(signIns.of(who(newest).userId())).hasSize(SignIns.PER_USER_LIMIT);
    assertThat(signIns.of(who(newest).userId()).getFirst().id()).isEqualTo(who(newest).signInId());
  }

  @Test
  void forgetsWhatRanOut_andSaysSo() {
    Principal ada = who(first);
    pass(RefreshTokens.LIFETIME.minusMillis(1));
    assertThat(signIns.sweep()).isZero();
    pass(Duration.ofMillis(1));
    assertThat(signIns.sweep()).isEqualTo(1);
    assertThat(told).containsExactly(ada.signInId());
    assertThat(refreshTokens()).isZero();
  }

  @Test
  void forgetsTheOldTokens_ofASignInThatGoesOnForMonths() {
    SignedIn second = refresh(first);
    pass(RefreshTokens.LIFETIME.minusMillis(1));
    SignedIn third = refresh(second);
    assertThat(signIns.sweep()).isZero();
    assertThat(refreshTokens()).as("a moment before their time is over").isEqualTo(3);
    pass(Duration.ofMillis(1));
    assertThat(signIns.sweep()).as("the sign-in itself stands").isZero();
    assertThat(refreshTokens()).isEqualTo(1);
    assertThat(told).isEmpty();
    assertThat(refreshes(third)).isTrue();
  }

  private long refreshTokens() {
    return database.read(
        handle -> handle.createQuery("SELECT count(*) FROM refresh_token").mapTo(Long.class).one());
  }

  @Test
  void takesNoToken_thatNamesASignInOfSomebodyElse() {
    AccessTokens tokens = AccessTokens.of(database, () -> now);
    String signInId = who(first).signInId();
    assertThat(identity.verify(tokens.issue(who(first).userId(), signInId))).contains(who(first));
    assertThat(identity.verify(tokens.issue("eve", signInId))).isEmpty();
  }

  @Test
  void letsNobodyIn_withAWrongPasswordOrAddress() {
    assertThat(signIns.signIn(EMAIL, "Engine#1844", LAPTOP)).isEmpty();
    assertThat(signIns.signIn("eve@acme.example", PASSWORD, LAPTOP)).isEmpty();
    assertThat(audited("sign-in-failed")).as("of an unknown address nobody is told").isEqualTo(1);
    assertThat(signIn().user().email()).isEqualTo(EMAIL);
  }
}
