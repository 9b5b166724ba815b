package io.plenum.rtc.dtls;

/**
 * Looks at the outside of a datagram before the DTLS stack does, and lets through only what could
 * be DTLS 1.2 of a sane size; total. Whoever can reach the port can send anything.
 *
 * <pre>
 *  record:    type 1 | version 2 | epoch 2 | sequence number 6 | length 2 | fragment     (RFC 6347, 4.1)
 *  handshake: type 1 | length 3 | message 2 | fragment offset 3 | fragment length 3 | ... (RFC 6347, 4.2.2)
 * </pre>
 */
final class DtlsRecords {
  static final int RECORD_HEADER = 13;
  static final int HANDSHAKE_HEADER = 12;
  static final int HANDSHAKE = 22; // RFC 5246 section 6.2.1
  private static final int ALERT = 21;

  // change_cipher_spec to application_data, RFC 5246 section 6.2.1
  private static final int FIRST_TYPE = 20;
  private static final int LAST_TYPE = 23;

  /** Major version of every DTLS: one's complement of 1, RFC 6347 section 4.1. */
  private static final int DTLS = 0xFE;

  private DtlsRecords() {}

  /** Whether {@code datagram} is whole records, and none starts a message beyond our limit. */
  static boolean plausible(byte[] datagram) {
    int at = 0;
    while (at < datagram.length) {
      if (datagram.length - at < RECORD_HEADER) {
        return false;
      }
      int type = u8(datagram, at);
      int length = u16(datagram, at + 11);
      int next = at + RECORD_HEADER + length;
      if (type < FIRST_TYPE || type > LAST_TYPE || u8(datagram, at + 1) != DTLS) {
        return false;
      }
      boolean clear = u16(datagram, at + 3) == 0;
      if (next > datagram.length || (clear && type == HANDSHAKE && !sane(datagram, at, length))) {
        return false;
      }
      at = next;
    }
    return at > 0;
  }

  /**
   * Whether {@code datagram}, which is {@link #plausible}, begins with an alert in the clear: it
   * proves nothing, as anybody who can forge the peer's address could have sent it.
   */
  static boolean clearAlert(byte[] datagram) {
    return u8(datagram, 0) == ALERT && u16(datagram, 3) == 0;
  }

  private static boolean sane(byte[] datagram, int record, int length) {
    int at = record + RECORD_HEADER;
    int end = at + length;
    while (at < end) {
      if (end - at < HANDSHAKE_HEADER) {
        return false;
      }
      int message = u24(datagram, at + 1);
      int offset = u24(datagram, at + 6);
      int fragment = u24(datagram, at + 9);
      at += HANDSHAKE_HEADER + fragment;
      if (at > end || offset + fragment > message || message > DtlsParameters.MAX_MESSAGE_BYTES) {
        return false;
      }
    }
    return length > 0;
  }

  static int u8(byte[] bytes, int at) {
    return bytes[at] & 0xFF;
  }

  static int u16(byte[] bytes, int at) {
    return u8(bytes, at) << 8 | u8(bytes, at + 1);
  }

  static int u24(byte[] bytes, int at) {
    return u8(bytes, at) << 16 | u16(bytes, at + 1);
  }
}
