package io.plenum.signaling.chat;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Optional;

/** How much each author wrote of late: a token bucket for each. Any thread may ask. */
final class ChatPace {
  /** Authors kept in mind; who is forgotten may burst again. */
  private static final int AUTHORS = 10_000;

  private static final double MS_PER_S = 1_000;

  private final ChatLimits limits;
  private final Cache<String, Bucket> buckets = Caffeine.newBuilder().maximumSize(AUTHORS).build();

  ChatPace(ChatLimits limits) {
    this.limits = limits;
  }

  /** Counts something written; empty: go ahead; else how long to wait, and it did not count. */
  Optional<Duration> take(String author, long nowMs) {
    return buckets.get(author, fresh -> new Bucket(nowMs)).take(nowMs);
  }

  private final class Bucket {
    private double left = limits.burst();
    private long atMs;

    Bucket(long nowMs) {
      this.atMs = nowMs;
    }

    synchronized Optional<Duration> take(long nowMs) {
      // The wall clock may be set back.
      double gained = Math.max(0, nowMs - atMs) / MS_PER_S * limits.perSecond();
      left = Math.min(limits.burst(), left + gained);
      atMs = nowMs;
      if (left < 1) {
        return Optional.of(
            Duration.ofMillis((long) Math.ceil((1 - left) / limits.perSecond() * MS_PER_S)));
      }
      left--;
      return Optional.empty();
    }
  }
}
