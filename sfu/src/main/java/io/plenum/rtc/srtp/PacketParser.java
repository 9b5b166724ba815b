package io.plenum.rtc.srtp;

import io.plenum.rtc.wire.Span;
import io.plenum.rtc.wire.Wire;
import java.lang.foreign.MemorySegment;

/** Finds header, SSRC and sequence number of a packet; total: never throws on what it is given. */
final class PacketParser {
  /** RTP's fixed header, RFC 3550 section 5.1. */
  private static final int RTP_HEADER = 12;

  /** First RTCP header and the sender's SSRC stay clear, RFC 3711 section 3.4. */
  static final int RTCP_HEADER = 8;

  private static final int VERSION = 2;

  private PacketParser() {}

  /**
   * Length of an RTP header with CSRCs and extension, or -1 if this is no RTP packet.
   *
   * <pre>
   *  V=2, P, X, CC | M, PT | sequence number | timestamp | SSRC | CC x CSRC | [profile | words | ...]
   * </pre>
   *
   * @param length bytes of the packet without any tag
   */
  static int rtpHeaderLength(Span packet, int length) {
    if (length < RTP_HEADER || length > packet.length() || !version2(packet)) {
      return -1;
    }
    MemorySegment memory = packet.memory();
    int first = Wire.u8(memory, packet.offset());
    int header = RTP_HEADER + Integer.BYTES * (first & 0x0F);
    if ((first & 0x10) == 0) {
      return header <= length ? header : -1;
    }
    if (header + Integer.BYTES > length) {
      return -1;
    }
    int words = Wire.u16(memory, packet.offset() + header + 2);
    header += Integer.BYTES * (1 + words);
    return header <= length ? header : -1;
  }

  /** Whether at least an RTCP header and an SSRC are there, with {@code length} bytes in use. */
  static boolean isRtcp(Span packet, int length) {
    return length >= RTCP_HEADER && length <= packet.length() && version2(packet);
  }

  static int sequenceNumber(Span rtp) {
    return Wire.u16(rtp.memory(), rtp.offset() + 2);
  }

  static int rtpSsrc(Span rtp) {
    return Wire.s32(rtp.memory(), rtp.offset() + 8);
  }

  static int rtcpSsrc(Span rtcp) {
    return Wire.s32(rtcp.memory(), rtcp.offset() + 4);
  }

  private static boolean version2(Span packet) {
    return Wire.u8(packet.memory(), packet.offset()) >> 6 == VERSION;
  }
}
