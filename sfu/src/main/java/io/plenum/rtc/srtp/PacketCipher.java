package io.plenum.rtc.srtp;

/**
 * The cipher of one direction and one protocol, keyed once for all its SSRCs: the IV carries the
 * SSRC. This is the seam for faster providers; implementations must produce the same bytes.
 * Confined to its owner. Neither method keeps the layout.
 */
sealed interface PacketCipher permits GcmCipher, CounterModeCipher, IpsecMbGcm {
  /** Encrypts the body in place and writes the tag. */
  void seal(PacketLayout packet);

  /**
   * Checks the tag and decrypts the body in place.
   *
   * @return false, with the memory untouched, if the tag is wrong
   */
  boolean open(PacketLayout packet);

  /**
   * Heap arrays that packets pass through, because the JDK's ciphers are slower on off-heap buffers
   * and allocate when input and output are one array. Shared by the ciphers of one owner.
   */
  final class Scratch {
    final byte[] in = new byte[PacketLayout.MAX_PACKET_BYTES];
    final byte[] out = new byte[PacketLayout.MAX_PACKET_BYTES];
  }
}
