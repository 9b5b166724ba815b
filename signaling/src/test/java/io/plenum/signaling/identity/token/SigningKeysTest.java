package io.plenum.signaling.identity.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.plenum.storage.crypto.MasterKey;
import io.plenum.storage.database.Database;
import io.plenum.storage.database.DatabaseConfig;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("I-4a")
class SigningKeysTest {
  private static final Instant START = Instant.parse("2026-11-21T12:00:00Z");

  @TempDir Path folder;
  private Instant now = START;
  private Database database;
  private SigningKeys keys;
  private AccessTokens tokens;

  @BeforeEach
  void open() {
    SecureRandom random = new SecureRandom();
    database = Database.open(new DatabaseConfig(folder, MasterKey.random(random), random));
    keys = new SigningKeys(database, () -> now);
    tokens = new AccessTokens(keys, "https://meet.example.org", () -> now);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void pass(Duration time) {
    now = now.plus(time);
  }

  private static String keyOf(String token) throws ParseException {
    return SignedJWT.parse(token).getHeader().getKeyID();
  }

  private List<String> publishedIds() {
    return ((List<?>) keys.published().get("keys"))
        .stream().map(key -> (String) ((Map<?, ?>) key).get("kid")).toList();
  }

  @Test
  void signsWithTheNewKey_onlyAfterItWasPublishedForHours() throws ParseException {
    String first = keyOf(tokens.issue("ada", "s1"));
    pass(SigningKeys.SIGNS_FOR);
    keys.rotate();

    assertThat(publishedIds()).hasSize(2).contains(first);
    assertThat(keyOf(tokens.issue("ada", "s1"))).isEqualTo(first);

    pass(SigningKeys.PUBLISHED_BEFORE);
    assertThat(keyOf(tokens.issue("ada", "s1"))).isNotEqualTo(first);
  }

  @Test
  void verifiesWithTheOldKey_untilItsLastTokenRanOut() {
    pass(SigningKeys.SIGNS_FOR);
    keys.rotate();
    pass(SigningKeys.PUBLISHED_BEFORE.minusSeconds(1));
    String last = tokens.issue("ada", "s1");
    pass(AccessTokens.LIFETIME.minusSeconds(1));

    assertThat(keys.rotate()).isZero();
    assertThat(tokens.read(last)).contains(new AccessTokens.Claims("ada", "s1"));

    pass(SigningKeys.VERIFIES_FOR);
    assertThat(keys.rotate()).isEqualTo(1);
    assertThat(tokens.read(last)).isEmpty();
    assertThat(publishedIds()).hasSize(1);
  }

  @Test
  void rotatesOnce_howeverOftenItIsAsked() {
    pass(SigningKeys.SIGNS_FOR);
    keys.rotate();
    keys.rotate();
    new SigningKeys(database, () -> now).rotate();

    assertThat(publishedIds()).hasSize(2);
  }

  @Test
  void knowsAKeyThatAnotherNodeMade() {
    SigningKeys other = new SigningKeys(database, () -> now);
    pass(SigningKeys.SIGNS_FOR);
    other.rotate();
    pass(SigningKeys.PUBLISHED_BEFORE);
    String token = new AccessTokens(other, "https://meet.example.org", () -> now).issue("a", "s");

    assertThat(tokens.read(token)).isPresent();
  }

  @Test
  void signsInsideATransaction_howeverOldWhatItKnowsIs() {
    pass(Duration.ofHours(1));

    String token = database.write(handle -> tokens.issue("ada", "s1"));

    assertThat(tokens.read(token)).isPresent();
  }

  @Test
  @Tag("I-4b")
  void publishesNoPrivateHalf() {
    assertThat((List<?>) keys.published().get("keys"))
        .noneMatch(key -> ((Map<?, ?>) key).containsKey("d"));
  }

  @Test
  void refusesTokens_thatAreNotOurs() {
    String mine = tokens.issue("ada", "s1");
    String foreign = new AccessTokens(keys, "https://other.example", () -> now).issue("ada", "s1");
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer("https://meet.example.org")
            .subject("ada")
            .claim("sid", "s1")
            .expirationTime(Date.from(now.plusSeconds(60)))
            .build();

    assertThat(tokens.read(mine)).isPresent();
    assertThat(tokens.read(foreign)).isEmpty();
    assertThat(tokens.read(new PlainJWT(claims).serialize())).isEmpty();
    assertThat(tokens.read(mine.substring(0, mine.lastIndexOf('.') + 1))).isEmpty();
    assertThat(tokens.read(mine.replaceFirst("\\.[^.]+\\.", ".e30."))).isEmpty();
    assertThat(tokens.read("")).isEmpty();
    assertThat(tokens.read("x".repeat(3_000))).isEmpty();
  }

  @Test
  void refusesAToken_whenItsTimeIsOver() {
    String token = tokens.issue("ada", "s1");
    pass(AccessTokens.LIFETIME);

    assertThat(tokens.read(token)).isEmpty();
  }
}
