package io.plenum.signaling.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/**
 * Who is known to be blocked, in memory, so that a flood of refused tries costs no transaction. Any
 * thread may use it.
 */
final class RecentBlocks {
  /** About 20 MB at worst; one that is dropped is found again in its row. */
  private static final int LIMIT = 100_000;

  private final Cache<String, Instant> until = Caffeine.newBuilder().maximumSize(LIMIT).build();

  void remember(String key, Instant blockedUntil) {
    until.put(key, blockedUntil);
  }

  void forget(String key) {
    until.invalidate(key);
  }

  /** The end of a block that is not over yet; the latest of several. */
  Optional<Instant> latest(Collection<String> keys, Instant now) {
    return until.getAllPresent(keys).values().stream()
        .filter(end -> end.isAfter(now))
        .max(Instant::compareTo);
  }
}
