package io.plenum.bench.load;

import io.plenum.rtc.rtcp.NtpTime;
import io.plenum.rtc.rtcp.SenderReport;
import java.util.List;

/** What one track has sent, and its clock. Confined to the load's thread. */
final class SentCount {
  private static final long UNSIGNED_INT = 0xFFFF_FFFFL;

  private final int ssrc;
  private final int rate;
  private long packets;
  private long packetsBefore;
  private long bytes;

  /** Nothing yet, of a clock of {@code rate} ticks a second. */
  SentCount(int ssrc, int rate) {
    this.ssrc = ssrc;
    this.rate = rate;
  }

  /** What the track's clock says at {@code atNs}, not wrapped. */
  long timestamp(long atNs) {
    return atNs / 1_000 * rate / 1_000_000;
  }

  /** A packet with so much payload has left. */
  void sent(int payloadBytes) {
    packets++;
    bytes += payloadBytes;
  }

  /** RFC 3550, section 6.4.1; null before the first packet. */
  SenderReport report(long nowNs) {
    return packets == 0
        ? null
        : new SenderReport(
            ssrc,
            NtpTime.of(nowNs),
            timestamp(nowNs) & UNSIGNED_INT,
            packets & UNSIGNED_INT,
            bytes & UNSIGNED_INT,
            List.of());
  }

  /** Counts anew from here; reports do not. */
  void begin() {
    packetsBefore = packets;
  }

  /** Packets since {@link #begin}. */
  long sinceBegin() {
    return packets - packetsBefore;
  }

  /** Packets in all. */
  long packets() {
    return packets;
  }
}
