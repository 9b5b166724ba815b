package io.plenum.signaling.identity.openid;

import io.plenum.storage.crypto.Sha256;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Rows of people who set out to a provider. State and cookie are kept as hashes: who reads the rows
 * can finish nobody's attempt. Every method runs inside a transaction of its caller.
 */
final class AttemptRows {
  private AttemptRows() {}

  /** What is kept of one attempt until its answer comes. */
  record Attempt(
      String accountId,
      String issuer,
      String nonce,
      String verifier,
      String redirectUri,
      String page) {
    /** Does not show the secrets. */
    @Override
    public String toString() {
      return "Attempt[" + accountId + ", " + issuer + "]";
    }
  }

  static void insert(
      Handle handle, String state, String browser, Attempt attempt, Instant expiresAt) {
    handle.execute(
        "INSERT INTO sign_on_attempt (state, browser, account_id, issuer, nonce, verifier,"
            + " redirect_uri, page, expires_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        Sha256.of(state),
        Sha256.of(browser),
        attempt.accountId(),
        attempt.issuer(),
        attempt.nonce(),
        attempt.verifier(),
        attempt.redirectUri(),
        attempt.page(),
        expiresAt.toEpochMilli());
  }

  /** Takes the attempt of this browser; it is gone afterwards, whatever comes of it. */
  static Optional<Attempt> take(Handle handle, String state, String browser, Instant now) {
    Optional<Attempt> found =
        handle
            .createQuery(
                "SELECT account_id, issuer, nonce, verifier, redirect_uri, page FROM"
                    + " sign_on_attempt WHERE state = ? AND browser = ? AND expires_at > ?")
            .bind(0, Sha256.of(state))
            .bind(1, Sha256.of(browser))
            .bind(2, now.toEpochMilli())
            .map(
                (row, context) ->
                    new Attempt(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)))
            .findOne();
    boolean first =
        handle.execute("DELETE FROM sign_on_attempt WHERE state = ?", Sha256.of(state)) == 1;
    return found.filter(attempt -> first);
  }

  static void deleteAllOf(Handle handle, String accountId) {
    handle.execute("DELETE FROM sign_on_attempt WHERE account_id = ?", accountId);
  }

  /** Deletes those that nobody came back from; returns how many. */
  static int sweep(Handle handle, Instant now) {
    return handle.execute("DELETE FROM sign_on_attempt WHERE expires_at <= ?", now.toEpochMilli());
  }
}
