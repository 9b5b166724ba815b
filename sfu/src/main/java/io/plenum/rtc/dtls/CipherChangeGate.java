package io.plenum.rtc.dtls;

import static io.plenum.rtc.dtls.DtlsRecords.HANDSHAKE;
import static io.plenum.rtc.dtls.DtlsRecords.HANDSHAKE_HEADER;
import static io.plenum.rtc.dtls.DtlsRecords.RECORD_HEADER;
import static io.plenum.rtc.dtls.DtlsRecords.u16;
import static io.plenum.rtc.dtls.DtlsRecords.u24;
import static io.plenum.rtc.dtls.DtlsRecords.u8;

import java.util.BitSet;

/**
 * Keeps a client's ChangeCipherSpec from the DTLS stack until the client's CertificateVerify went
 * there whole; total. Confined to the handshake's thread.
 *
 * <p>ChangeCipherSpec has no message number: where it belongs follows only from the messages that
 * are expected before it (RFC 6347 section 4.2.5). BouncyCastle's server obeys it as soon as it has
 * the ClientKeyExchange. A CertificateVerify that was lost or late then belongs to a past epoch
 * each time it is repeated, and the handshake never ends. What is kept back here is as good as
 * lost: the client's timer repeats its flight (RFC 6347 section 4.2.4).
 *
 * <p>Only for a server that insists on a client's certificate that can sign, as {@link
 * DtlsServerRole} does: any other client sends no CertificateVerify.
 */
final class CipherChangeGate {
  private static final int CHANGE_CIPHER_SPEC = 20; // RFC 5246 section 6.2.1
  private static final int CERTIFICATE_VERIFY = 15; // RFC 5246 section 7.4

  /** The bytes of the CertificateVerify that went by, at most {@link #verifyBytes}. */
  private final BitSet seen = new BitSet();

  private int verifyBytes;
  private boolean open;

  /**
   * How many bytes of a datagram from the client may go to the DTLS stack: all, or the records
   * before a ChangeCipherSpec that is too early. Counts on those bytes going there.
   */
  int admitted(byte[] datagram) {
    int at = 0;
    while (!open && datagram.length - at >= RECORD_HEADER) {
      int type = u8(datagram, at);
      int end = Math.min(datagram.length, at + RECORD_HEADER + u16(datagram, at + 11));
      boolean clear = u16(datagram, at + 3) == 0;
      if (clear && type == CHANGE_CIPHER_SPEC) {
        return at;
      }
      if (clear && type == HANDSHAKE) {
        look(datagram, at + RECORD_HEADER, end);
      }
      at = end;
    }
    return datagram.length;
  }

  /** Looks for fragments of the CertificateVerify in a record (RFC 6347 section 4.2.2). */
  private void look(byte[] datagram, int from, int end) {
    int at = from;
    while (end - at >= HANDSHAKE_HEADER) {
      int fragment = u24(datagram, at + 9);
      int next = at + HANDSHAKE_HEADER + fragment;
      if (next <= end && u8(datagram, at) == CERTIFICATE_VERIFY) {
        collect(u24(datagram, at + 1), u24(datagram, at + 6), fragment);
      }
      at = next;
    }
  }

  /** Fragments may overlap, repeat and come in any order (RFC 6347 section 4.2.3). */
  private void collect(int message, int offset, int fragment) {
    if (message > DtlsParameters.MAX_MESSAGE_BYTES || offset + fragment > message) {
      return;
    }
    if (message != verifyBytes) {
      seen.clear();
      verifyBytes = message;
    }
    seen.set(offset, offset + fragment);
    open |= seen.nextClearBit(0) == message;
  }
}
