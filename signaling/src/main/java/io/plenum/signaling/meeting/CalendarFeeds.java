package io.plenum.signaling.meeting;

import io.plenum.signaling.identity.RandomId;
import io.plenum.storage.crypto.Sha256;
import io.plenum.storage.database.Database;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jdbi.v3.core.Handle;

/**
 * The secret addresses under which other programs read people's calendars: one for each user, whose
 * holder needs no sign-in. Only a hash is kept, so an address is shown once; a new one ends the old
 * one. Any thread may call; calls block on the database.
 */
public final class CalendarFeeds {
  /** A secret of {@link RandomId#secret} has 43 characters. */
  private static final int MAX_SECRET_LENGTH = 64;

  private final Database database;
  private final InstantSource clock;
  private final RandomGenerator random;

  /** `random` must be a secure source. */
  public CalendarFeeds(Database database, InstantSource clock, RandomGenerator random) {
    this.database = database;
    this.clock = clock;
    this.random = random;
  }

  /** Draws a secret; it counts once {@link #renew} was told. */
  public String draw() {
    return RandomId.secret(random);
  }

  /** The user's calendar is read with this secret from now on, and with no other. */
  public void renew(Handle handle, String userId, String secret) {
    handle.execute(
        """
        INSERT INTO calendar_feed (user_id, token_hash, created_at) VALUES (?, ?, ?)
        ON CONFLICT (user_id) DO UPDATE SET
          token_hash = excluded.token_hash, created_at = excluded.created_at\
        """,
        userId,
        Sha256.hex(secret),
        clock.millis());
  }

  /** Nobody reads the user's calendar any more. */
  public boolean end(Handle handle, String userId) {
    return handle.execute("DELETE FROM calendar_feed WHERE user_id = ?", userId) == 1;
  }

  /** Since when the user's calendar has its address; empty: it has none. */
  public Optional<Instant> since(String userId) {
    return database.read(
        handle ->
            handle
                .createQuery("SELECT created_at FROM calendar_feed WHERE user_id = ?")
                .bind(0, userId)
                .mapTo(Long.class)
                .findOne()
                .map(Instant::ofEpochMilli));
  }

  /** Whose calendar a secret opens. Total: any text is answered. */
  public Optional<String> userOf(String secret) {
    if (secret.length() > MAX_SECRET_LENGTH) {
      return Optional.empty();
    }
    return database.read(
        handle ->
            handle
                .createQuery(
                    """
                    SELECT f.user_id FROM calendar_feed f JOIN account_user u ON u.id = f.user_id
                    WHERE f.token_hash = ?\
                    """)
                .bind(0, Sha256.hex(secret))
                .mapTo(String.class)
                .findOne());
  }
}
