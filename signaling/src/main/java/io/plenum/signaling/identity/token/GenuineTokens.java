package io.plenum.signaling.identity.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.nimbusds.jwt.JWTClaimsSet;
import io.plenum.storage.crypto.Sha256;
import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * Tokens whose signature held, so that a client that shows the same one with each request has it
 * checked once: ES256 costs a third of a millisecond, far more than the rest of reading a token.
 * Remembers hashes, not tokens; what the claims are worth now (issuer, expiry, whether the key and
 * the sign-in still stand) is asked anew each time. A forgery is never kept, so no flood of them
 * pushes others out. Any thread may call.
 */
final class GenuineTokens {
  /** As many as sign-ins are kept; an entry takes about 1 kB. */
  static final int LIMIT = 10_000;

  private final Cache<ByteBuffer, Genuine> cache =
      Caffeine.newBuilder().maximumSize(LIMIT).expireAfterWrite(AccessTokens.LIFETIME).build();

  /** What was signed, and with which key. */
  record Genuine(String keyId, JWTClaimsSet claims) {}

  /** What is known of this very text. */
  Optional<Genuine> find(String token) {
    return Optional.ofNullable(cache.getIfPresent(key(token)));
  }

  /** Its signature held. */
  void add(String token, Genuine genuine) {
    cache.put(key(token), genuine);
  }

  private static ByteBuffer key(String token) {
    return ByteBuffer.wrap(Sha256.of(token));
  }
}
