package io.plenum.rtc.demux;

import io.plenum.rtc.wire.Span;
import io.plenum.rtc.wire.Wire;

/**
 * What a datagram on the media port is, by its first two bytes (RFC 7983, section 7).
 *
 * <pre>
 *  first byte    0..3     STUN
 *               20..63    DTLS
 *              128..191   RTP, or RTCP if the second byte is 192..223 (RFC 5761, section 4)
 *              others     TURN channels, ZRTP and noise: nothing we speak
 * </pre>
 */
public enum DatagramKind {
  STUN,
  DTLS,
  RTP,
  RTCP,
  /** To be dropped. */
  UNKNOWN;

  /** RFC 3550, section 6.1: a compound packet begins with a report of 8 bytes at least. */
  private static final int SMALLEST_RTCP_BYTES = 8;

  /** RFC 3550, section 5.1: the fixed header. */
  private static final int SMALLEST_RTP_BYTES = 12;

  /** Sorts {@code datagram}; {@link #UNKNOWN} also for one too short for its kind. */
  public static DatagramKind of(Span datagram) {
    if (datagram.length() < SMALLEST_RTCP_BYTES) {
      return UNKNOWN;
    }
    int first = Wire.u8(datagram.memory(), datagram.offset());
    if (first <= 3) {
      return STUN;
    }
    if (first >= 20 && first <= 63) {
      return DTLS;
    }
    return first >= 128 && first <= 191 ? rtpOrRtcp(datagram) : UNKNOWN;
  }

  private static DatagramKind rtpOrRtcp(Span datagram) {
    int second = Wire.u8(datagram.memory(), datagram.offset() + 1);
    if (second >= 192 && second <= 223) {
      return RTCP;
    }
    return datagram.length() < SMALLEST_RTP_BYTES ? UNKNOWN : RTP;
  }
}
