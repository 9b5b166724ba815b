package io.plenum.rtc.count;

/**
 * How many packets of one kind one participant may send: a token bucket that holds a second of
 * them, for a client that was held up. What exceeds it is to be dropped before anything is done for
 * others, so that a participant that floods costs its loop a bounded share.
 *
 * <p>Pure. Confined to the room's loop.
 */
public final class Allowance {
  private static final long SECOND_NS = 1_000_000_000L;

  private final long packetNs;

  /** When the bucket would be full again. */
  private long fullNs = Long.MIN_VALUE;

  /** A full one of {@code packetsPerSecond}, at least 1. */
  public Allowance(int packetsPerSecond) {
    this.packetNs = SECOND_NS / packetsPerSecond;
  }

  /** Takes a packet; false if there is none left. */
  public boolean take(long nowNs) {
    if (!left(nowNs)) {
      return false;
    }
    fullNs = Math.max(fullNs, nowNs) + packetNs;
    return true;
  }

  /** Whether {@link #take} would take one. */
  public boolean left(long nowNs) {
    return Math.max(fullNs, nowNs) + packetNs - nowNs <= SECOND_NS;
  }
}
