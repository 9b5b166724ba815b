package io.plenum.rtc.rtcp;

import io.plenum.rtc.wire.Span;
import io.plenum.rtc.wire.Wire;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads RTCP datagrams, compound or reduced in size (RFC 3550, section 6.1; RFC 5506). Stateless.
 *
 * <pre>
 *  |V2|P| format:5 | packet type | length in words - 1 |   then that many words
 * </pre>
 *
 * <p>One malformed packet rejects the datagram: its sender is broken or hostile. A well-framed
 * packet of an unknown kind does not.
 */
public final class RtcpReader {
  private static final int HEADER_BYTES = 4;

  private RtcpReader() {}

  /** Reads all packets of a datagram. Never throws, whatever the bytes are. */
  public static RtcpParse parse(Span compound) {
    MemorySegment memory = compound.memory();
    long at = compound.offset();
    long end = at + compound.length();
    List<RtcpPacket> packets = new ArrayList<>();
    while (at < end) {
      if (end - at < HEADER_BYTES) {
        return new RtcpParse.Rejected("truncated header");
      }
      int first = Wire.u8(memory, at);
      int packetType = Wire.u8(memory, at + 1);
      long next = at + HEADER_BYTES + 4L * Wire.u16(memory, at + 2);
      if (first >> 6 != 2) {
        return new RtcpParse.Rejected("wrong version");
      }
      if (next > end) {
        return new RtcpParse.Rejected("truncated packet");
      }
      long bodyEnd = next;
      if ((first & 0x20) != 0) {
        int padding = next == at + HEADER_BYTES ? 0 : Wire.u8(memory, next - 1);
        bodyEnd -= padding;
        boolean usual = next == end && padding % 4 == 0;
        if (padding == 0
            || bodyEnd < at + HEADER_BYTES
            || !(usual || padsBytes(packetType, first))) {
          return new RtcpParse.Rejected("wrong padding");
        }
      }
      RtcpInput body = new RtcpInput(memory, at + HEADER_BYTES, bodyEnd);
      RtcpPacket packet = read(packetType, first & 0x1F, body);
      if (packet == null) {
        return new RtcpParse.Rejected("malformed body");
      }
      packets.add(packet);
      at = next;
    }
    return packets.isEmpty() ? new RtcpParse.Rejected("empty") : new RtcpParse.Parsed(packets);
  }

  /**
   * RFC 3550, section 6.4.1: only the last packet is padded, in whole words. But libwebrtc counts
   * the zeros that fill the last word of transport-wide feedback as padding, in every packet.
   */
  private static boolean padsBytes(int packetType, int first) {
    return packetType == RtcpType.TRANSPORT_FEEDBACK && (first & 0x1F) == RtcpType.TRANSPORT_WIDE;
  }

  /** The packet, or null if its body is malformed. */
  private static RtcpPacket read(int packetType, int format, RtcpInput body) {
    return switch (packetType) {
      case RtcpType.SENDER_REPORT -> ReportFormat.readSender(format, body);
      case RtcpType.RECEIVER_REPORT -> ReportFormat.readReceiver(format, body);
      case RtcpType.SOURCE_DESCRIPTION -> SourceFormat.readDescription(format, body);
      case RtcpType.BYE -> SourceFormat.readBye(format, body);
      case RtcpType.TRANSPORT_FEEDBACK ->
          switch (format) {
            case RtcpType.NACK -> NackFormat.read(body);
            case RtcpType.TRANSPORT_WIDE -> TransportFeedbackReader.read(body);
            default -> unknown(packetType, format, body);
          };
      case RtcpType.PAYLOAD_FEEDBACK ->
          switch (format) {
            case RtcpType.PLI -> PictureFormat.readPli(body);
            case RtcpType.FIR -> PictureFormat.readFir(body);
            case RtcpType.APPLICATION -> readApplication(body);
            default -> unknown(packetType, format, body);
          };
      default -> unknown(packetType, format, body);
    };
  }

  private static RtcpPacket readApplication(RtcpInput body) {
    return RembFormat.is(body)
        ? RembFormat.read(body)
        : unknown(RtcpType.PAYLOAD_FEEDBACK, RtcpType.APPLICATION, body);
  }

  private static RtcpPacket unknown(int packetType, int format, RtcpInput body) {
    return new UnknownRtcp(packetType, format, body.bytes(body.remaining()));
  }
}
