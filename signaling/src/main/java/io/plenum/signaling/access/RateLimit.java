package io.plenum.signaling.access;

import io.plenum.signaling.access.Attempt.Policy;
import io.plenum.storage.crypto.Sha256;
import io.plenum.storage.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * Slows down whoever tries too often (REQUIREMENTS I-6). A try counts when it begins, in one
 * transaction, so that a burst of parallel guesses is counted whole; success gives it back. Counts
 * are rows: they survive a restart. Any thread may call; calls block on the database.
 */
public final class RateLimit {
  private final Database database;
  private final InstantSource clock;
  private final RecentBlocks blocks = new RecentBlocks();

  public RateLimit(Database database, InstantSource clock) {
    this.database = database;
    this.clock = clock;
  }

  private record Bucket(String key, Policy policy) {}

  /**
   * Counts a try.
   *
   * @param source where it comes from: see {@link Source#of}
   * @param target what it is aimed at (an e-mail address, an access code), as the caller wrote it;
   *     kept only as a hash
   * @return empty: go ahead; else how long to wait, and the try did not count
   */
  public Optional<Duration> begin(Attempt attempt, String source, String target) {
    return begin(attempt, Origin.of(source), target);
  }

  /** The same, of somebody who can be told apart from others of their source. */
  public Optional<Duration> begin(Attempt attempt, Origin origin, String target) {
    List<Bucket> buckets = buckets(attempt, origin, target);
    Instant now = clock.instant();
    Optional<Instant> known = blocks.latest(buckets.stream().map(Bucket::key).toList(), now);
    Optional<Instant> until =
        known.isPresent() ? known : database.write(handle -> count(handle, buckets, now));
    return until.map(end -> Duration.between(now, end));
  }

  /** The try that began was right: it does not count against anybody. */
  public void succeeded(Attempt attempt, String source, String target) {
    succeeded(attempt, Origin.of(source), target);
  }

  /** The same, of somebody who can be told apart from others of their source. */
  public void succeeded(Attempt attempt, Origin origin, String target) {
    List<Bucket> buckets = buckets(attempt, origin, target);
    database.write(
        handle -> {
          handle.execute("DELETE FROM attempt WHERE bucket = ?", buckets.getFirst().key());
          giveBack(handle, buckets.subList(1, buckets.size()));
          return null;
        });
    buckets.forEach(bucket -> blocks.forget(bucket.key()));
  }

  /** The try that began could not be made, through nobody's fault: it did not happen. */
  public void withdrawn(Attempt attempt, String source, String target) {
    List<Bucket> buckets = buckets(attempt, Origin.of(source), target);
    database.write(
        handle -> {
          giveBack(handle, buckets);
          return null;
        });
    buckets.forEach(bucket -> blocks.forget(bucket.key()));
  }

  private static void giveBack(Handle handle, List<Bucket> buckets) {
    for (Bucket bucket : buckets) {
      handle.execute(
          "UPDATE attempt SET tries = tries - 1, blocked_until = 0 WHERE bucket = ? AND tries > 0",
          bucket.key());
    }
  }

  /** Deletes what is too old to matter; returns how many rows. */
  public int sweep() {
    long before = clock.instant().minus(Attempt.FORGET_AFTER).toEpochMilli();
    return database.write(
        handle -> handle.execute("DELETE FROM attempt WHERE last_at < ?", before));
  }

  private Optional<Instant> count(Handle handle, List<Bucket> buckets, Instant now) {
    List<Tries> all = new ArrayList<>();
    for (Bucket bucket : buckets) {
      Tries tries = Tries.read(handle, bucket.key(), now);
      if (tries.blockedUntil().isAfter(now)) {
        blocks.remember(bucket.key(), tries.blockedUntil());
        return Optional.of(tries.blockedUntil());
      }
      all.add(tries);
    }
    for (int i = 0; i < buckets.size(); i++) {
      all.get(i).next(buckets.get(i).policy(), now).write(handle, buckets.get(i).key());
    }
    return Optional.empty();
  }

  private record Tries(int count, Instant blockedUntil, Instant lastAt) {
    static Tries read(Handle handle, String key, Instant now) {
      Tries none = new Tries(0, Instant.EPOCH, now);
      Tries kept =
          handle
              .createQuery("SELECT tries, blocked_until, last_at FROM attempt WHERE bucket = ?")
              .bind(0, key)
              .map(
                  (rs, ctx) ->
                      new Tries(
                          rs.getInt(1),
                          Instant.ofEpochMilli(rs.getLong(2)),
                          Instant.ofEpochMilli(rs.getLong(3))))
              .findOne()
              .orElse(none);
      return kept.lastAt.plus(Attempt.FORGET_AFTER).isBefore(now) ? none : kept;
    }

    /**
     * Without a delay nobody is blocked, not even until {@code now}: another try may have looked at
     * the clock a little earlier and come here later.
     */
    Tries next(Policy policy, Instant now) {
      Duration delay = policy.delayAfter(count + 1);
      return new Tries(count + 1, delay.isZero() ? Instant.EPOCH : now.plus(delay), now);
    }

    void write(Handle handle, String key) {
      handle.execute(
          "INSERT INTO attempt (bucket, tries, blocked_until, last_at) VALUES (?, ?, ?, ?) ON"
              + " CONFLICT (bucket) DO UPDATE SET tries = excluded.tries, blocked_until ="
              + " excluded.blocked_until, last_at = excluded.last_at",
          key,
          count,
          blockedUntil.toEpochMilli(),
          lastAt.toEpochMilli());
    }
  }

  /** The pair first: success clears it. Who proved who they are slows nobody else down. */
  private static List<Bucket> buckets(Attempt attempt, Origin origin, String target) {
    List<Bucket> buckets = new ArrayList<>();
    buckets.add(new Bucket(key(attempt, "pair", origin.pairedWith(target)), attempt.pair()));
    origin
        .caller()
        .map(caller -> key(attempt, "caller", origin.pairedWith("")))
        .map(key -> new Bucket(key, attempt.caller()))
        .ifPresent(buckets::add);
    if (!origin.isProven()) {
      buckets.add(new Bucket(key(attempt, "source", origin.source()), attempt.source()));
      buckets.add(new Bucket(key(attempt, "target", target), attempt.target()));
    }
    return List.copyOf(buckets);
  }

  /** The kind keeps them apart where there is no target, as for set-up. */
  private static String key(Attempt attempt, String kind, String whose) {
    String text = attempt + "\n" + kind + "\n" + whose;
    return HexFormat.of().formatHex(Sha256.of(text), 0, 16);
  }
}
