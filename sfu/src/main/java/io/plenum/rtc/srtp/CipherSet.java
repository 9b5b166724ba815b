package io.plenum.rtc.srtp;

/**
 * The ciphers of one owner, RTP's and RTCP's, and the memory that they share. Confined to the
 * owner's thread.
 */
sealed interface CipherSet extends AutoCloseable permits JdkCipherSet, IpsecMbCipherSet {
  /** A cipher for {@code profile}, keyed once; good until this set is closed. */
  PacketCipher cipher(SrtpProfile profile, SessionKeys keys);

  /** Wipes and frees what lies outside the heap; its ciphers must not be used any more. */
  @Override
  void close();
}
