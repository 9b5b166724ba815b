package io.plenum.signaling.socket;

import java.time.Duration;

/** A token bucket: how many messages may come now. Pure; confined to its socket's event loop. */
final class MessageRate {
  private static final long SECOND_NS = Duration.ofSeconds(1).toNanos();

  private final int perSecond;
  private final long fullNs;

  /** What is in the bucket, in nanoseconds of the sustained rate. */
  private long creditNs;

  private long asOfNs;

  MessageRate(int perSecond, int burst, long nowNs) {
    this.perSecond = perSecond;
    this.fullNs = burst * SECOND_NS;
    this.creditNs = fullNs;
    this.asOfNs = nowNs;
  }

  /** Takes one message's worth out of the bucket, if it is there. */
  boolean take(long nowNs) {
    long elapsedNs = Math.min(nowNs - asOfNs, fullNs / perSecond);
    creditNs = Math.min(fullNs, creditNs + elapsedNs * perSecond);
    asOfNs = nowNs;
    if (creditNs < SECOND_NS) {
      return false;
    }
    creditNs -= SECOND_NS;
    return true;
  }
}
