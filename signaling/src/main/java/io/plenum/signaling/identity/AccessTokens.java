package io.plenum.signaling.identity;

import io.plenum.storage.database.Database;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.User;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Signs and checks access tokens (JWT, RFC 7519, ES256). Says only what a token claims; whether its
 * sign-in still stands is another question.
 */
final class AccessTokens {
  /** docs/protocol.md section 1. */
  static final Duration LIFETIME = Duration.ofMinutes(15);

  /** Ours are below 400 characters; anything much longer is not read. */
  private static final int MAX_LENGTH = 2_048;

  private static final String ISSUER = "plenum";
  private static final String ALGORITHM = "ES256";

  private final JWTAuth jwt;
  private final InstantSource clock;

  private AccessTokens(JWTAuth jwt, InstantSource clock) {
    this.jwt = jwt;
    this.clock = clock;
  }

  /** What a genuine token that has not expired claims. */
  record Claims(String userId, String signInId) {}

  /** With the signing key of this database, made if there is none yet. */
  static AccessTokens open(Vertx vertx, Database database, InstantSource clock) {
    SigningKey key = SigningKey.readOrCreate(database, clock);
    JWTAuthOptions options =
        new JWTAuthOptions()
            .addPubSecKey(
                new PubSecKeyOptions()
                    .setAlgorithm(ALGORITHM)
                    .setId(key.id())
                    .setBuffer(key.publicPem()))
            .addPubSecKey(
                new PubSecKeyOptions()
                    .setAlgorithm(ALGORITHM)
                    .setId(key.id())
                    .setBuffer(key.privatePem()))
            // Expiry is checked here, against the clock that we were given.
            .setJWTOptions(
                new JWTOptions()
                    .setAlgorithm(ALGORITHM)
                    .setIssuer(ISSUER)
                    .setIgnoreExpiration(true));
    return new AccessTokens(JWTAuth.create(vertx, options), clock);
  }

  String issue(String userId, String signInId) {
    Instant now = clock.instant();
    JsonObject claims =
        new JsonObject()
            .put("iss", ISSUER)
            .put("sub", userId)
            .put("sid", signInId)
            .put("iat", now.getEpochSecond())
            .put("exp", now.plus(LIFETIME).getEpochSecond());
    return jwt.generateToken(claims, new JWTOptions().setAlgorithm(ALGORITHM).setNoTimestamp(true));
  }

  /** Total: whatever the text is, an answer. */
  Optional<Claims> read(String token) {
    if (token.isEmpty() || token.length() > MAX_LENGTH) {
      return Optional.empty();
    }
    try {
      // Checking a signature needs no input or output: the future is complete when it is returned.
      Future<User> checked = jwt.authenticate(new TokenCredentials(token));
      // The times are among the user's attributes only, so the token's own claims are read.
      return checked.succeeded()
          ? claims(checked.result().attributes().getJsonObject("accessToken"))
          : Optional.empty();
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }

  private Optional<Claims> claims(JsonObject claims) {
    if (!ISSUER.equals(claims.getValue("iss"))
        || !(claims.getValue("sub") instanceof String userId)
        || !(claims.getValue("sid") instanceof String signInId)
        || !(claims.getValue("exp") instanceof Number expiry)
        || clock.instant().getEpochSecond() >= expiry.longValue()) {
      return Optional.empty();
    }
    return Optional.of(new Claims(userId, signInId));
  }
}
