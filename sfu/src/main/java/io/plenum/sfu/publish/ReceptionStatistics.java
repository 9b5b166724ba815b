package io.plenum.sfu.publish;

import io.plenum.rtc.seq.Wrapping;

/**
 * Loss and jitter of one received stream, for report blocks (RFC 3550, sections 6.4.1, A.3, A.8).
 *
 * <p>Retransmissions travel on their own SSRC and are not counted, so the loss reported is what the
 * network lost. Confined to the room's loop.
 */
public final class ReceptionStatistics {
  /** Cumulative loss is a signed 24-bit field. */
  private static final long MAX_LOST = 0x7F_FFFF;

  private final int clockRate;
  private long received;
  private long expectedAtReport;
  private long receivedAtReport;
  private boolean timed;
  private long transit;
  private long lastTimestamp;
  private long jitterTimes16;

  /** Statistics of a stream whose timestamps run at {@code clockRate} Hz. */
  public ReceptionStatistics(int clockRate) {
    this.clockRate = clockRate;
  }

  /** One more packet with RTP timestamp {@code timestamp} arrived at {@code nowNs}. */
  public void received(long timestamp, long nowNs) {
    received++;
    long now = Wrapping.BITS_32.wrap(ticks(nowNs) - timestamp);
    if (timed && timestamp != lastTimestamp) {
      long change = Math.abs(Wrapping.BITS_32.distance(transit, now));
      // Appendix A.8, in integers scaled by 16.
      jitterTimes16 += change - ((jitterTimes16 + 8) >> 4);
    }
    timed = true;
    transit = now;
    lastTimestamp = timestamp;
  }

  private long ticks(long ns) {
    long seconds = Math.floorDiv(ns, 1_000_000_000L);
    long rest = Math.floorMod(ns, 1_000_000_000L);
    return seconds * clockRate + rest * clockRate / 1_000_000_000L;
  }

  /** Packets received. */
  public long received() {
    return received;
  }

  /** Interarrival jitter in timestamp units. */
  public long jitter() {
    return jitterTimes16 >> 4;
  }

  /** Packets lost so far of those up to the highest of {@code numbers}; negative if duplicated. */
  public long lost(SequenceNumbers numbers) {
    return Math.clamp(expected(numbers) - received, -MAX_LOST - 1, MAX_LOST);
  }

  /**
   * The share lost since the last call in 1/256, as a report block has it; starts a new interval.
   */
  public int takeFractionLost(SequenceNumbers numbers) {
    long expected = expected(numbers);
    long expectedInterval = expected - expectedAtReport;
    long lostInterval = expectedInterval - (received - receivedAtReport);
    expectedAtReport = expected;
    receivedAtReport = received;
    if (expectedInterval <= 0 || lostInterval <= 0) {
      return 0;
    }
    return (int) Math.min(255, (lostInterval << 8) / expectedInterval);
  }

  private static long expected(SequenceNumbers numbers) {
    return numbers.highest() == SequenceNumbers.REJECTED
        ? 0
        : numbers.highest() - numbers.first() + 1;
  }
}
