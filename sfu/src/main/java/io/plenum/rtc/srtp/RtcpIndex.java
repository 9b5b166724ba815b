package io.plenum.rtc.srtp;

/**
 * The word that SRTCP appends (RFC 3711 section 3.4).
 *
 * <pre>
 *  | E, 1 bit | SRTCP index, 31 bits |
 * </pre>
 */
final class RtcpIndex {
  /** The last index that keys may serve, RFC 3711 section 9.2. */
  static final long LAST = (1L << 31) - 1;

  private static final int ENCRYPTED = 1 << 31;

  private RtcpIndex() {}

  /** The index in {@code word}. */
  static long index(int word) {
    return word & ~ENCRYPTED;
  }

  /** Whether the packet is encrypted; it is authenticated in any case. */
  static boolean encrypted(int word) {
    return (word & ENCRYPTED) != 0;
  }

  /** The word of an encrypted packet. */
  static int encrypted(long index) {
    return ENCRYPTED | (int) index;
  }
}
