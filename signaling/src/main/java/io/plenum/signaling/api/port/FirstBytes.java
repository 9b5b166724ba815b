package io.plenum.signaling.api.port;

import java.util.Arrays;

/**
 * What a new connection is for, by what it says first. Confined to the connection's event loop.
 *
 * <pre>
 *  first byte     0..7    the length of a STUN message, below 2,048 (RFC 4571): media
 *                22       a TLS handshake (RFC 8446, section 5.1)
 *                65..90   the method of an HTTP request, or HTTP/2's preface
 * </pre>
 *
 * <p>Only media is looked for: everything else is HTTP's to answer or to refuse.
 */
final class FirstBytes {
  /** Who asks to be let in by STUN says it in one message; ours takes none that is longer. */
  static final int MAX_PACKET_BYTES = 2_047;

  private static final int LENGTH_BYTES = 2;

  private byte[] bytes = {};

  /** Whether a connection that begins like this is HTTP's. */
  static boolean http(int firstByte) {
    return firstByte > MAX_PACKET_BYTES >> 8;
  }

  /** Takes what came of a connection that is for media. */
  void add(byte[] more) {
    int length = bytes.length;
    bytes = Arrays.copyOf(bytes, length + more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
  }

  /** Whether the first packet is whole: it says whose connection this is. */
  boolean whole() {
    return bytes.length >= LENGTH_BYTES && bytes.length >= LENGTH_BYTES + packetBytes();
  }

  private int packetBytes() {
    return ((bytes[0] & 0xFF) << 8) | (bytes[1] & 0xFF);
  }

  byte[] all() {
    return bytes;
  }
}
