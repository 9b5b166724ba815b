package io.plenum.signaling.identity.oauth;

import io.plenum.signaling.access.Scope;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A machine client of an account (REQUIREMENTS I-5).
 *
 * @param userId as whom it acts: what it makes is that user's
 * @param usedAt when it last got a token
 */
public record ApiClient(
    String id,
    String accountId,
    String name,
    String userId,
    String userName,
    Set<Scope> scopes,
    Instant createdAt,
    Optional<Instant> usedAt) {

  /** A client and its secret, which is told only now. */
  public record WithSecret(ApiClient client, String secret) {
    /** Does not show the secret. */
    @Override
    public String toString() {
      return "WithSecret[" + client + "]";
    }
  }
}
