package io.plenum.signaling.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * How many requests one caller may send: a quota that refills evenly (the generic cell rate
 * algorithm, ITU-T I.371 appendix I), told in the fields of draft-ietf-httpapi-ratelimit-headers.
 * It protects the server from a busy script; guesses are slowed by {@link
 * io.plenum.signaling.access.RateLimit}. Counts live in memory: a restart forgives. Any thread may
 * call.
 */
final class RequestRate {
  /** The window of the quota. */
  private static final long WINDOW_NS = TimeUnit.MINUTES.toNanos(1);

  /**
   * Callers that are counted at once, about 100 bytes each; beyond it the quietest are forgiven.
   */
  private static final int CALLERS = 100_000;

  /** Many people behind one address, each of whom knocks a few times before being known. */
  static final int GUESTS_PER_SOURCE = 10;

  private final LongSupplier nanoTime;
  private final int quota;
  private final Cache<String, Long> fullAgainAtNs =
      Caffeine.newBuilder().maximumSize(CALLERS).expireAfterWrite(Duration.ofMinutes(2)).build();

  /** `quota`: requests a minute of one signed-in caller. */
  RequestRate(LongSupplier nanoTime, int quota) {
    this.nanoTime = nanoTime;
    this.quota = quota;
  }

  /**
   * What is left to a caller after a request.
   *
   * @param quota requests a minute
   * @param remaining requests that could follow at once
   * @param resetNs until nothing is used
   * @param waitNs 0: go ahead; else the request is one too many until then
   */
  record Standing(int quota, long remaining, long resetNs, long waitNs) {
    boolean exceeded() {
      return waitNs > 0;
    }

    Duration untilNext() {
      return Duration.ofNanos(waitNs);
    }

    /** The field RateLimit-Policy. */
    String policy() {
      return "\"requests\";q=" + quota + ";w=" + TimeUnit.NANOSECONDS.toSeconds(WINDOW_NS);
    }

    /** The field RateLimit. */
    String limit() {
      long seconds = Duration.ofNanos(resetNs).plusNanos(999_999_999).toSeconds();
      return "\"requests\";r=" + remaining + ";t=" + seconds;
    }
  }

  /** Counts a request of somebody who is signed in. */
  Standing ofUser(String userId) {
    return count("user " + userId, quota);
  }

  /** Counts a request of somebody unknown. */
  Standing ofSource(String source) {
    return count("source " + source, Math.multiplyExact(quota, GUESTS_PER_SOURCE));
  }

  private Standing count(String caller, int allowed) {
    long now = nanoTime.getAsLong();
    long each = WINDOW_NS / allowed;
    Standing[] standing = new Standing[1];
    fullAgainAtNs
        .asMap()
        .compute(
            caller,
            (key, before) -> {
              long used = before == null ? 0 : Math.max(0, before - now);
              long after = used + each;
              if (after > WINDOW_NS) {
                standing[0] = new Standing(allowed, 0, used, after - WINDOW_NS);
                return before;
              }
              standing[0] = new Standing(allowed, (WINDOW_NS - after) / each, after, 0);
              return now + after;
            });
    return standing[0];
  }
}
