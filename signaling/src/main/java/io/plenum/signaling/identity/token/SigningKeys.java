package io.plenum.signaling.identity.token;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import io.plenum.storage.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The keys that access tokens are signed with, kept in the encrypted database. A new one is
 * published before it signs, so that nobody meets a token whose key they cannot know, and an old
 * one verifies until the last token under it ran out. Any thread may call; calls may block on the
 * database.
 */
public final class SigningKeys {
  /** Ours to choose: a leaked key is worth a month at most. */
  public static final Duration SIGNS_FOR = Duration.ofDays(30);

  /** Longer than others keep the published set; see WellKnownRoutes. */
  public static final Duration PUBLISHED_BEFORE = Duration.ofHours(1);

  /** The life of a token, and a minute for clocks that differ. */
  static final Duration VERIFIES_FOR = AccessTokens.LIFETIME.plusMinutes(1);

  /** What another node has written is seen after this at the latest. */
  private static final Duration READ_EVERY = Duration.ofMinutes(1);

  /** An unknown key id makes us look again, but no flood of them does so more often. */
  private static final Duration LOOK_AGAIN_EVERY = Duration.ofSeconds(5);

  private final Database database;
  private final InstantSource clock;
  private volatile Known known;

  /** Oldest first, never empty. */
  private record Known(List<SigningKey> keys, Instant readAt) {}

  /** Makes the first key if there is none. */
  public SigningKeys(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
    if (database.read(SigningKeys::rows).isEmpty()) {
      SigningKey first = SigningKey.generate(now());
      database.write(
          handle -> {
            if (rows(handle).isEmpty()) {
              insert(handle, first, first.signsFrom());
            }
            return null;
          });
    }
    this.known = read();
  }

  /** Milliseconds, as rows keep them. */
  private Instant now() {
    return Instant.ofEpochMilli(clock.millis());
  }

  /** The key that signs now: the newest whose time has come. */
  SigningKey signer() {
    Instant now = clock.instant();
    List<SigningKey> keys = keys(READ_EVERY);
    return keys.reversed().stream()
        .filter(key -> !key.signsFrom().isAfter(now))
        .findFirst()
        .orElseGet(keys::getFirst);
  }

  /** The key with this id, if tokens under it may still stand. */
  Optional<SigningKey> byId(String id) {
    Optional<SigningKey> found = find(keys(READ_EVERY), id);
    return found.isPresent() ? found : find(keys(LOOK_AGAIN_EVERY), id);
  }

  private static Optional<SigningKey> find(List<SigningKey> keys, String id) {
    return keys.stream().filter(key -> key.id().equals(id)).findFirst();
  }

  /** The public halves as a JSON Web Key Set (RFC 7517). */
  public Map<String, Object> published() {
    List<JWK> keys = keys(READ_EVERY).stream().<JWK>map(SigningKey::pair).toList();
    return new JWKSet(keys).toJSONObject(true);
  }

  /**
   * Makes the next key when the newest has served its time, and deletes those that verify no
   * longer. Called by housekeeping; returns how many were deleted.
   */
  public int rotate() {
    Instant now = now();
    Optional<SigningKey> next =
        isDue(database.read(SigningKeys::rows), now)
            ? Optional.of(SigningKey.generate(now.plus(PUBLISHED_BEFORE)))
            : Optional.empty();
    int deleted =
        database.write(
            handle -> {
              if (next.isPresent() && isDue(rows(handle), now)) {
                insert(handle, next.get(), now);
              }
              return deleteOutdated(handle, now);
            });
    known = read();
    return deleted;
  }

  private static boolean isDue(List<SigningKey> keys, Instant now) {
    return !now.isBefore(keys.getLast().signsFrom().plus(SIGNS_FOR));
  }

  private static int deleteOutdated(Handle handle, Instant now) {
    List<SigningKey> keys = rows(handle);
    List<String> outdated = new ArrayList<>();
    for (int i = 0; i + 1 < keys.size(); i++) {
      if (!now.isBefore(keys.get(i + 1).signsFrom().plus(VERIFIES_FOR))) {
        outdated.add(keys.get(i).id());
      }
    }
    outdated.forEach(id -> handle.execute("DELETE FROM signing_key WHERE id = ?", id));
    return outdated.size();
  }

  private List<SigningKey> keys(Duration atMostThisOld) {
    Known current = known;
    if (clock.instant().isBefore(current.readAt.plus(atMostThisOld))) {
      return current.keys;
    }
    Known fresh = read();
    known = fresh;
    return fresh.keys;
  }

  private Known read() {
    return new Known(database.read(SigningKeys::rows), clock.instant());
  }

  private static List<SigningKey> rows(Handle handle) {
    return handle
        .createQuery(
            "SELECT id, private_key, public_key, CASE WHEN signs_from = 0 THEN created_at ELSE"
                + " signs_from END AS signs FROM signing_key ORDER BY signs, id")
        .map(
            (row, context) ->
                SigningKey.read(
                    row.getString(1),
                    row.getBytes(2),
                    row.getBytes(3),
                    Instant.ofEpochMilli(row.getLong(4))))
        .list();
  }

  private static void insert(Handle handle, SigningKey key, Instant now) {
    handle.execute(
        "INSERT INTO signing_key (id, private_key, public_key, created_at, signs_from) VALUES (?,"
            + " ?, ?, ?, ?)",
        key.id(),
        key.privateBytes(),
        key.publicBytes(),
        now.toEpochMilli(),
        key.signsFrom().toEpochMilli());
  }
}
