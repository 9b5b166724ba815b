package io.plenum.signaling.identity.token;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
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
  @Tag("I-4b")
  void publishesItsKeys_alsoInTheMomentOfLookingAgain() {
    List<String> before = publishedIds();
    pass(Duration.ofHours(1));

    assertThat(publishedIds()).hasSize(1).isEqualTo(before);
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

  /** A token of ours but for its header and who signs it. */
  private String forged(JWSHeader header, JWSSigner by) throws JOSEException {
    JWTClaimsSet claims =
        new JWTClaimsSet.Builder()
            .issuer("https://meet.example.org")
            .subject("eve")
            .claim("sid", "s1")
            .expirationTime(Date.from(now.plusSeconds(60)))
            .build();
    SignedJWT token = new SignedJWT(header, claims);
    token.sign(by);
    return token.serialize();
  }

  private static JWSHeader header(JWSAlgorithm algorithm, String type, String keyIdOrNull) {
    return new JWSHeader.Builder(algorithm)
        .type(new JOSEObjectType(type))
        .keyID(keyIdOrNull)
        .build();
  }

  @Test
  void refusesForgedTokens_howeverTheyAreMade() throws ParseException, JOSEException {
    SigningKey ours = keys.signer();
    JWSSigner mine = new ECDSASigner(ours.pair());
    JWSSigner other = new ECDSASigner(SigningKey.generate(now).pair());
    JWSSigner secret = new MACSigner(ours.pair().toPublicJWK().toJSONString());
    JWSHeader right = header(JWSAlgorithm.ES256, "at+jwt", ours.id());

    assertThat(tokens.read(forged(right, mine))).as("as it should be").isPresent();
    assertThat(tokens.read(forged(right, other))).as("another's signature").isEmpty();
    assertThat(tokens.read(forged(header(JWSAlgorithm.ES256, "JWT", ours.id()), mine)))
        .as("another kind of token")
        .isEmpty();
    assertThat(tokens.read(forged(header(JWSAlgorithm.ES256, "at+jwt", null), mine)))
        .as("of no key")
        .isEmpty();
    assertThat(tokens.read(forged(header(JWSAlgorithm.ES256, "at+jwt", "x"), mine)))
        .as("of an unknown key")
        .isEmpty();
    assertThat(tokens.read(forged(header(JWSAlgorithm.HS256, "at+jwt", ours.id()), secret)))
        .as("the public key taken for a secret")
        .isEmpty();
    String[] bobs = tokens.issue("bob", "s2").split("\\.", -1);
    String[] adas = tokens.issue("ada", "s1").split("\\.", -1);
    assertThat(tokens.read(adas[0] + "." + bobs[1] + "." + adas[2]))
        .as("another's claims")
        .isEmpty();
  }

  @Test
  void refusesAToken_whenItsTimeIsOver() {
    String token = tokens.issue("ada", "s1");
    pass(AccessTokens.LIFETIME);

    assertThat(tokens.read(token)).isEmpty();
  }

  @Test
  void refusesATokenItKnows_onceItRanOut() {
    String token = tokens.issue("ada", "s1");
    assertThat(tokens.read(token)).isPresent();

    pass(AccessTokens.LIFETIME);
    assertThat(tokens.read(token)).isEmpty();
  }

  @Test
  void refusesATokenItKnows_onceItsKeyIsGone() throws ParseException {
    String token = tokens.issue("ada", "s1");
    assertThat(tokens.read(token)).isPresent();

    String id = keyOf(token);
    database.write(handle -> handle.execute("DELETE FROM signing_key WHERE id = ?", id));
    pass(Duration.ofMinutes(1));
    assertThat(tokens.read(token)).isEmpty();
  }

  @Test
  void refusesAChangedToken_howeverWellItKnowsTheOriginal() {
    String token = tokens.issue("ada", "s1");
    assertThat(tokens.read(token)).isPresent();

    // The last character has bits that say nothing.
    for (int at = 0; at < token.length() - 1; at++) {
      char other = token.charAt(at) == 'x' ? 'y' : 'x';
      String changed = token.substring(0, at) + other + token.substring(at + 1);
      assertThat(tokens.read(changed)).as(changed).isEmpty();
    }
  }
}
