package io.plenum.sfu.subscribe;

/**
 * What sound takes, so that pictures leave it room: rises at once, falls slowly, as people pause
 * between sentences. Confined to the room's loop.
 */
final class SoundRate {
  /** What is left of a rate that is not needed any more, after each look. */
  private static final double FALL = 0.95;

  /** A shorter look says little: sound comes in packets of 20 to 60 ms. */
  private static final long SHORTEST_NS = 180_000_000L;

  private static final double SECOND_NS = 1e9;

  private long sinceNs = Long.MIN_VALUE;
  private long before;
  private double bps;

  /** Nothing was heard yet. */
  SoundRate() {}

  /**
   * Looks again.
   *
   * @param bytes of sound sent so far
   * @return bits per second
   */
  long look(long bytes, long nowNs) {
    if (sinceNs == Long.MIN_VALUE) {
      sinceNs = nowNs;
      before = bytes;
    } else if (nowNs - sinceNs >= SHORTEST_NS) {
      double now = (bytes - before) * 8 * SECOND_NS / (nowNs - sinceNs);
      bps = Math.max(now, bps * FALL);
      sinceNs = nowNs;
      before = bytes;
    }
    return (long) bps;
  }
}
