package io.plenum.rtc.srtp;

import java.lang.foreign.MemorySegment;

/**
 * Where the parts of one packet lie, and what goes into its IV: all that a {@link PacketCipher}
 * needs. Reused for packet after packet; written by {@link SrtpSender} and {@link SrtpReceiver},
 * read by ciphers.
 *
 * <pre>
 *  RTP, and RTCP under AEAD:   | header (clear) | body (encrypted) | tag | E, index (RTCP only) |
 *  RTCP under HMAC-SHA1:       | header (clear) | body (encrypted) | E, index | tag |
 * </pre>
 */
final class PacketLayout {
  /**
   * The longest packet either way, tag and index included: above any Ethernet payload (1,500 bytes,
   * RFC 894), so that only a broken peer meets it.
   */
  static final int MAX_PACKET_BYTES = 2048;

  /** The memory all offsets are in. */
  MemorySegment memory = MemorySegment.NULL;

  /** First byte of the header. */
  long headerAt;

  /** Bytes authenticated but not encrypted. */
  int headerLength;

  /** Bytes encrypted and authenticated; they follow the header. */
  int bodyLength;

  /** First byte of the tag. */
  long tagAt;

  /** The SSRC that the IV carries. */
  int ssrc;

  /** The packet index that the IV carries: {@code ROC << 16 | SEQ}, or the SRTCP index. */
  long index;

  /**
   * For RTCP, E flag and index: authenticated after the body (HMAC) or after the header (AEAD). For
   * RTP, the rollover counter, which only HMAC authenticates.
   */
  int trailer;

  /** Whether this is RTCP. */
  boolean control;

  /** First byte of the body. */
  long bodyAt() {
    return headerAt + headerLength;
  }

  /** Where the tag of an SRTCP packet lies whose encrypted part ends at {@code end}. */
  static long rtcpTagAt(SrtpProfile profile, long end) {
    return profile.aead() ? end : end + Integer.BYTES;
  }

  /** Where the index of an SRTCP packet lies whose encrypted part ends at {@code end}. */
  static long rtcpIndexAt(SrtpProfile profile, long end) {
    return profile.aead() ? end + profile.tagLength() : end;
  }
}
