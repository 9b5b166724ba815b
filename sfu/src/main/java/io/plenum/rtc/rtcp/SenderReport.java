package io.plenum.rtc.rtcp;

import java.util.List;

/**
 * A sender's clock and counters, and what it receives (RFC 3550, section 6.4.1).
 *
 * @param senderSsrc the source reported by itself
 * @param ntpTime wall time, unsigned fixed point: 32 bits of seconds since 1900, 32 of fraction
 * @param rtpTime the same instant on the source's timestamps, 32 bits
 * @param packetCount packets sent, modulo 2^32
 * @param octetCount payload bytes sent, modulo 2^32
 * @param blocks at most 31
 */
public record SenderReport(
    int senderSsrc,
    long ntpTime,
    long rtpTime,
    long packetCount,
    long octetCount,
    List<ReportBlock> blocks)
    implements RtcpPacket {
  public SenderReport {
    Limits.unsigned("rtpTime", rtpTime, 32);
    Limits.unsigned("packetCount", packetCount, 32);
    Limits.unsigned("octetCount", octetCount, 32);
    Limits.atMost("report blocks", blocks.size(), Limits.MAX_COUNT);
    blocks = List.copyOf(blocks);
  }

  /** The middle 32 bits of the wall time, as receivers quote it in their reports. */
  public long compactNtpTime() {
    return (ntpTime >>> 16) & 0xFFFF_FFFFL;
  }
}
