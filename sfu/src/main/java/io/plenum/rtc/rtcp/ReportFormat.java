package io.plenum.rtc.rtcp;

import java.util.ArrayList;
import java.util.List;

/**
 * Sender and receiver reports (RFC 3550, sections 6.4.1 and 6.4.2).
 *
 * <pre>
 *  | ssrc of sender |
 *  | NTP time:64 | RTP time | packets | octets |     sender report only
 *  | ssrc | fraction:8 | lost:24 | highest sequence | jitter | LSR | DLSR |   × count
 *  profile-specific extensions, ignored
 * </pre>
 */
final class ReportFormat {
  private static final int SENDER_BYTES = 24;
  private static final int BLOCK_BYTES = 24;

  private ReportFormat() {}

  static SenderReport readSender(int count, RtcpInput from) {
    if (!from.has(SENDER_BYTES + (long) count * BLOCK_BYTES)) {
      return null;
    }
    return new SenderReport(
        from.s32(), from.u64(), from.u32(), from.u32(), from.u32(), readBlocks(count, from));
  }

  static ReceiverReport readReceiver(int count, RtcpInput from) {
    if (!from.has(4 + (long) count * BLOCK_BYTES)) {
      return null;
    }
    return new ReceiverReport(from.s32(), readBlocks(count, from));
  }

  private static List<ReportBlock> readBlocks(int count, RtcpInput from) {
    List<ReportBlock> blocks = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      blocks.add(
          new ReportBlock(
              from.s32(),
              from.u8(),
              from.u24() << 8 >> 8,
              from.u32(),
              from.u32(),
              from.u32(),
              from.u32()));
    }
    return blocks;
  }

  static void write(SenderReport report, RtcpOutput to) {
    to.begin(RtcpType.SENDER_REPORT, report.blocks().size());
    to.u32(report.senderSsrc());
    to.u64(report.ntpTime());
    to.u32(report.rtpTime());
    to.u32(report.packetCount());
    to.u32(report.octetCount());
    writeBlocks(report.blocks(), to);
  }

  static void write(ReceiverReport report, RtcpOutput to) {
    to.begin(RtcpType.RECEIVER_REPORT, report.blocks().size());
    to.u32(report.senderSsrc());
    writeBlocks(report.blocks(), to);
  }

  private static void writeBlocks(List<ReportBlock> blocks, RtcpOutput to) {
    for (ReportBlock block : blocks) {
      to.u32(block.ssrc());
      to.u8(block.fractionLost());
      to.u24(block.cumulativeLost());
      to.u32(block.highestSequence());
      to.u32(block.jitter());
      to.u32(block.lastSenderReport());
      to.u32(block.delaySinceLastSenderReport());
    }
  }
}
