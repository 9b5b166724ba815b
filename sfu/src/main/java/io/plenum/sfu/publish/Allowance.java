package io.plenum.sfu.publish;

/**
 * How many packets one participant may send: a token bucket. What exceeds it is dropped before
 * anything is done for others, and is not told to have arrived, so that a sender that adapts sends
 * less. So a participant that floods costs its loop a bounded share.
 *
 * <p>Pure. Confined to the room's loop.
 */
final class Allowance {
  /** 40 Mbit/s in packets of 1,250 bytes: a camera, a screen and their repairs take a tenth. */
  static final int PACKETS_PER_SECOND = 4_000;

  /** What may come at once: a second of it, from a client that was held up. */
  static final int BURST_PACKETS = PACKETS_PER_SECOND;

  private static final long PACKET_NS = 1_000_000_000L / PACKETS_PER_SECOND;
  private static final long BURST_NS = BURST_PACKETS * PACKET_NS;

  /** When the bucket would be full again. */
  private long fullNs = Long.MIN_VALUE;

  /** Takes a packet; false if there is none left. */
  boolean take(long nowNs) {
    long next = Math.max(fullNs, nowNs) + PACKET_NS;
    if (next - nowNs > BURST_NS) {
      return false;
    }
    fullNs = next;
    return true;
  }
}
