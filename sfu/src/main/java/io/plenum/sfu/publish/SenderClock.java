package io.plenum.sfu.publish;

import io.plenum.rtc.seq.Wrapping;

/**
 * Maps one stream's RTP timestamps to the server's time of capture, and back.
 *
 * <p>It rests on the publisher's latest sender report (RFC 3550, section 6.4.1) and {@link
 * PublisherTime}; before the first report on the packet that arrived with the least delay.
 *
 * <p>Confined to the room's loop.
 */
public final class SenderClock {
  private static final long SECOND_NS = 1_000_000_000L;

  private final int clockRate;
  private final PublisherTime time;
  private boolean reported;
  private boolean anchored;
  private long anchorNs;
  private long anchorTimestamp;

  /** The clock of a stream of {@code clockRate} Hz whose publisher's wall clock is {@code time}. */
  public SenderClock(int clockRate, PublisherTime time) {
    this.clockRate = clockRate;
    this.time = time;
  }

  /** Ticks per second. */
  public int clockRate() {
    return clockRate;
  }

  /**
   * A sender report says that {@code timestamp} was sampled at the publisher's {@code publisherNs}
   * (NTP time in ns); {@link PublisherTime#observe} has seen it.
   */
  public void reported(long publisherNs, long timestamp) {
    reported = true;
    anchored = true;
    anchorNs = publisherNs;
    anchorTimestamp = timestamp;
  }

  /** A packet with {@code timestamp} arrived; it matters only before the first report. */
  public void arrived(long timestamp, long nowNs) {
    if (!reported && (!anchored || nowNs < captureNs(timestamp))) {
      anchored = true;
      anchorNs = nowNs;
      anchorTimestamp = timestamp;
    }
  }

  /** Whether anything is known, so that the maps below have a meaning. */
  public boolean known() {
    return anchored;
  }

  /** When what {@code timestamp} stands for was captured, in the server's time. */
  public long captureNs(long timestamp) {
    long ticks = Wrapping.BITS_32.distance(anchorTimestamp, timestamp);
    long ns = anchorNs + ns(ticks);
    return reported ? time.toServerNs(ns) : ns;
  }

  /** The timestamp, 0 to 2^32 - 1, of what is captured at the server's {@code serverNs}. */
  public long timestampAt(long serverNs) {
    long ns = reported ? time.toPublisherNs(serverNs) : serverNs;
    return Wrapping.BITS_32.wrap(anchorTimestamp + ticks(ns - anchorNs, clockRate));
  }

  private long ns(long ticks) {
    return Math.floorDiv(ticks, clockRate) * SECOND_NS
        + Math.floorMod(ticks, (long) clockRate) * SECOND_NS / clockRate;
  }

  /** {@code ns} in ticks of {@code clockRate} Hz, without overflow for any time. */
  public static long ticks(long ns, int clockRate) {
    return Math.floorDiv(ns, SECOND_NS) * clockRate
        + (Math.floorMod(ns, SECOND_NS) * clockRate + SECOND_NS / 2) / SECOND_NS;
  }
}
