package io.plenum.rtc.rtcp;

import java.util.List;

/**
 * What a participant receives (RFC 3550, section 6.4.2).
 *
 * @param senderSsrc who reports
 * @param blocks at most 31
 */
public record ReceiverReport(int senderSsrc, List<ReportBlock> blocks) implements RtcpPacket {
  public ReceiverReport {
    Limits.atMost("report blocks", blocks.size(), Limits.MAX_COUNT);
    blocks = List.copyOf(blocks);
  }
}
