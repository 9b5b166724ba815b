package io.plenum.signaling.identity;

import io.plenum.storage.crypto.Sha256;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/**
 * Rows of refresh tokens (RFC 9700 section 4.14.2). A token works once, and one that is shown again
 * was copied: it ends the whole sign-in.
 *
 * <p>But an answer may be lost, because the server died after the commit or the network before the
 * client: then the client has only the token that it showed, and shows it again, however long
 * after. So a used token is no copy while none of its successors was ever shown. It gets another
 * one, and those before are given up: whoever shows one of them has copied it. Of two who hold the
 * same token one is found out as ever, at the latest when the other one comes next.
 *
 * <pre>
 *   fresh ── shown ──► used ── shown again at once (two tabs), or before a successor was ──► used
 *     │                  └──── shown again later, after a successor was ──► the sign-in ends
 *     └── the token before it was shown again ──► replaced ── shown ──► the sign-in ends
 * </pre>
 *
 * Every method runs inside a transaction of its caller.
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
     * The token is a copy: its sign-in is over.
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
      boolean replaced,
      Instant expiresAt,
      boolean revoked) {
    boolean stands(Instant now) {
      return !revoked && now.isBefore(expiresAt) && now.isBefore(issuedAt.plus(LIFETIME));
    }
  }

  /** A new token of a sign-in. */
  static String issue(Handle handle, String signInId, Instant now, RandomGenerator random) {
    return issue(handle, signInId, null, now, random);
  }

  private static String issue(
      Handle handle, String signInId, byte[] parent, Instant now, RandomGenerator random) {
    String token = RandomId.secret(random);
    handle.execute(
        "INSERT INTO refresh_token (hash, sign_in_id, parent, issued_at) VALUES (?, ?, ?, ?)",
        Sha256.of(token),
        signInId,
        parent,
        now.toEpochMilli());
    return token;
  }

  static Use use(Handle handle, String token, Device device, Instant now, RandomGenerator random) {
    Optional<Row> found = find(handle, token).filter(row -> row.stands(now));
    if (found.isEmpty()) {
      return new Use.Unknown();
    }
    Row row = found.get();
    byte[] hash = Sha256.of(token);
    boolean again = row.usedAt != null && now.isAfter(row.usedAt.plus(OVERLAP));
    if (row.replaced || (again && !successorsAreLost(handle, hash))) {
      return new Use.Stolen(row.signInId, row.userId, SignInRows.end(handle, row.signInId, now));
    }
    if (again) {
      replaceSuccessors(handle, hash, now);
    }
    if (again || row.usedAt == null) {
      handle.execute(
          "UPDATE refresh_token SET used_at = ? WHERE hash = ?", now.toEpochMilli(), hash);
    }
    SignInRows.use(handle, row.signInId, device, now, now.plus(LIFETIME));
    return new Use.Rotated(
        row.signInId, row.userId, issue(handle, row.signInId, hash, now, random));
  }

  /** Whether there are successors, none of which was ever shown. */
  private static boolean successorsAreLost(Handle handle, byte[] parent) {
    return handle
        .createQuery("SELECT count(*), count(used_at) FROM refresh_token WHERE parent = ?")
        .bind(0, parent)
        .map((row, context) -> row.getInt(1) > 0 && row.getInt(2) == 0)
        .one();
  }

  private static void replaceSuccessors(Handle handle, byte[] parent, Instant now) {
    handle.execute(
        "UPDATE refresh_token SET replaced_at = ? WHERE parent = ? AND replaced_at IS NULL",
        now.toEpochMilli(),
        parent);
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
            "SELECT s.id, s.user_id, t.used_at, s.expires_at, s.revoked_at IS NOT NULL,"
                + " t.issued_at, t.replaced_at IS NOT NULL FROM refresh_token t JOIN sign_in s ON"
                + " s.id = t.sign_in_id WHERE t.hash = ?")
        .bind(0, Sha256.of(token))
        .map(
            (row, context) -> {
              long usedAtMs = row.getLong(3);
              Instant usedAt = row.wasNull() ? null : Instant.ofEpochMilli(usedAtMs);
              return new Row(
                  row.getString(1),
                  row.getString(2),
                  Instant.ofEpochMilli(row.getLong(6)),
                  usedAt,
                  row.getBoolean(7),
                  Instant.ofEpochMilli(row.getLong(4)),
                  row.getBoolean(5));
            })
        .findOne();
  }
}
