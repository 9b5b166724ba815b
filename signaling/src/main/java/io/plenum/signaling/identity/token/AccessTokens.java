package io.plenum.signaling.identity.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.plenum.signaling.identity.token.GenuineTokens.Genuine;
import io.plenum.storage.database.Database;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Date;
import java.util.Map;
import java.util.Optional;

/**
 * Signs and checks access tokens (JWT, RFC 7519, ES256). Says only what a token claims; whether its
 * sign-in still stands is another question. Any thread may call; calls may block on the database.
 *
 * <pre>
 * header  alg ES256 · kid the signing key · typ at+jwt
 * claims  iss who signed · sub the user · sid the sign-in · iat · exp
 *         act who acts as the user, under an assumed role
 * </pre>
 */
public final class AccessTokens {
  /** docs/protocol.md section 1. */
  public static final Duration LIFETIME = Duration.ofMinutes(15);

  /** The issuer of a server that was not told its public URL. */
  public static final String UNNAMED_ISSUER = "plenum";

  /** Ours are below 600 characters; anything much longer is not read. */
  private static final int MAX_LENGTH = 2_048;

  /** No token of another kind passes for one of these (RFC 8725 section 3.11). */
  private static final JOSEObjectType TYPE = new JOSEObjectType("at+jwt");

  private static final String SIGN_IN = "sid";

  /** RFC 8693 section 4.1: who acts as the subject. */
  private static final String ACTOR = "act";

  private final SigningKeys keys;
  private final String issuer;
  private final InstantSource clock;
  private final GenuineTokens seen = new GenuineTokens();

  /** `issuer`: this server's public URL, or {@link #UNNAMED_ISSUER}. */
  public AccessTokens(SigningKeys keys, String issuer, InstantSource clock) {
    this.keys = keys;
    this.issuer = issuer;
    this.clock = clock;
  }

  /** With the keys of this database, for a server that was not told its public URL. */
  public static AccessTokens of(Database database, InstantSource clock) {
    return new AccessTokens(new SigningKeys(database, clock), UNNAMED_ISSUER, clock);
  }

  /** What a genuine token that has not expired claims. */
  public record Claims(String userId, String signInId) {}

  /** A token that lives {@link #LIFETIME}. */
  public String issue(String userId, String signInId) {
    return sign(claims(userId, signInId, LIFETIME).build());
  }

  /** A token that says besides who acts as the user. */
  public String issueAssumed(String userId, String signInId, String actorId, Duration lifetime) {
    return sign(claims(userId, signInId, lifetime).claim(ACTOR, Map.of("sub", actorId)).build());
  }

  private JWTClaimsSet.Builder claims(String userId, String signInId, Duration lifetime) {
    Instant now = clock.instant();
    return new JWTClaimsSet.Builder()
        .issuer(issuer)
        .subject(userId)
        .claim(SIGN_IN, signInId)
        .issueTime(Date.from(now))
        .expirationTime(Date.from(now.plus(lifetime)));
  }

  private String sign(JWTClaimsSet claims) {
    SigningKey key = keys.signer();
    JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.id()).type(TYPE).build();
    try {
      SignedJWT token = new SignedJWT(header, claims);
      token.sign(new ECDSASigner(key.pair()));
      return token.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException("ES256 is part of every Java runtime", e);
    }
  }

  /** Total: whatever the text is, an answer. */
  public Optional<Claims> read(String token) {
    if (token.isEmpty() || token.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    return seen.find(token)
        .or(() -> verified(token))
        .filter(genuine -> keys.byId(genuine.keyId()).isPresent())
        .flatMap(genuine -> claims(genuine.claims()));
  }

  private Optional<Genuine> verified(String token) {
    try {
      SignedJWT jwt = SignedJWT.parse(token);
      if (!isGenuine(jwt)) {
        return Optional.empty();
      }
      Genuine genuine = new Genuine(jwt.getHeader().getKeyID(), jwt.getJWTClaimsSet());
      seen.add(token, genuine);
      return Optional.of(genuine);
    } catch (ParseException | JOSEException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private boolean isGenuine(SignedJWT jwt) throws JOSEException {
    JWSHeader header = jwt.getHeader();
    if (!JWSAlgorithm.ES256.equals(header.getAlgorithm())
        || !TYPE.equals(header.getType())
        || header.getKeyID() == null) {
      return false;
    }
    Optional<SigningKey> key = keys.byId(header.getKeyID());
    return key.isPresent() && jwt.verify(new ECDSAVerifier(key.get().pair()));
  }

  private Optional<Claims> claims(JWTClaimsSet claims) {
    if (!issuer.equals(claims.getIssuer())
        || claims.getSubject() == null
        || !(claims.getClaim(SIGN_IN) instanceof String signInId)
        || claims.getExpirationTime() == null
        || !clock.instant().isBefore(claims.getExpirationTime().toInstant())) {
      return Optional.empty();
    }
    return Optional.of(new Claims(claims.getSubject(), signInId));
  }
}
