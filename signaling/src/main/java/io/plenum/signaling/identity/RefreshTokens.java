package io.plenum.signaling.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/**
 * Rows of refresh tokens. A token works once; one that is shown again later was copied, and ends
 * the whole sign-in (RFC 9700 section 4.14.2). Every method runs inside a transaction of its
 * caller.
 */
final class RefreshTokens {
  /** A device that is used at least this often stays signed in. */
  static final Duration LIFETIME = Duration.ofDays(30);

  /**
   * Two tabs of one browser may send the same cookie at once: a second use this soon after the
   * first is no theft.
   */
  static final Duration OVERLAP = Duration.ofSeconds(10);

  private RefreshTokens() {}

  /** What showing a token led to. */
  sealed interface Use {
    /** A new token takes its place. */
    record Rotated(String signInId, String userId, String token) implements Use {
      /** Does not show the token. */
      @Override
      public String toString() {
        return "Rotated[" + signInId + "]";
      }
    }

    /**
     * The token was used before: its sign-in is over.
     *
     * @param ended it, and what was assumed from it
     */
    record Stolen(String signInId, String userId, List<String> ended) implements Use {}

    /** No such token, or its sign-in is over. */
    record Unknown() implements Use {}
  }

  private record Row(
      String signInId,
      String userId,
      Instant issuedAt,
      Instant usedAt,
      Instant expiresAt,
      boolean revoked) {
    boolean stands(Instant now) {
      return !revoked && now.isBefore(expiresAt) && now.isBefore(issuedAt.plus(LIFETIME));
    }
  }

  /** A new token of a sign-in. */
  static String issue(Handle handle, String signInId, Instant now, RandomGenerator random) {
    String token = RandomId.secret(random);
    handle.execute(
        "INSERT INTO refresh_token (hash, sign_in_id, issued_at) VALUES (?, ?, ?)",
        hash(token),
        signInId,
        now.toEpochMilli());
    return token;
  }

  static Use use(Handle handle, String token, Device device, Instant now, RandomGenerator random) {
    Optional<Row> found = find(handle, token).filter(row -> row.stands(now));
    if (found.isEmpty()) {
      return new Use.Unknown();
    }
    Row row = found.get();
    if (row.usedAt != null && now.isAfter(row.usedAt.plus(OVERLAP))) {
      return new Use.Stolen(row.signInId, row.userId, SignInRows.end(handle, row.signInId, now));
    }
    handle.execute(
        "UPDATE refresh_token SET used_at = coalesce(used_at, ?) WHERE hash = ?",
        now.toEpochMilli(),
        hash(token));
    SignInRows.use(handle, row.signInId, device, now, now.plus(LIFETIME));
    return new Use.Rotated(row.signInId, row.userId, issue(handle, row.signInId, now, random));
  }

  /** The sign-in that a token belongs to, used or not, if it still stands. */
  static Optional<String> signInOf(Handle handle, String token, Instant now) {
    return find(handle, token).filter(row -> row.stands(now)).map(Row::signInId);
  }

  /** Deletes the old tokens of sign-ins that go on. */
  static void sweep(Handle handle, Instant now) {
    handle.execute(
        "DELETE FROM refresh_token WHERE issued_at <= ?", now.minus(LIFETIME).toEpochMilli());
  }

  private static Optional<Row> find(Handle handle, String token) {
    return handle
        .createQuery(
            "SELECT s.id, s.user_id, t.used_at, s.expires_at, s.revoked_at IS NOT NULL, t.issued_at"
                + " FROM refresh_token t JOIN sign_in s ON s.id = t.sign_in_id WHERE t.hash = ?")
        .bind(0, hash(token))
        .map(
            (row, context) -> {
              long usedAtMs = row.getLong(3);
              Instant usedAt = row.wasNull() ? null : Instant.ofEpochMilli(usedAtMs);
              return new Row(
                  row.getString(1),
                  row.getString(2),
                  Instant.ofEpochMilli(row.getLong(6)),
                  usedAt,
                  Instant.ofEpochMilli(row.getLong(4)),
                  row.getBoolean(5));
            })
        .findOne();
  }

  private static byte[] hash(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
    }
  }
}
