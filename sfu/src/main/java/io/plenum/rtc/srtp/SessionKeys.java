package io.plenum.rtc.srtp;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The session keys of one direction and one protocol (RFC 3711 section 4.3), derived once: the key
 * derivation rate is zero, as in every WebRTC endpoint.
 *
 * @param authentication the HMAC-SHA1 key; empty for AEAD profiles (RFC 7714 section 11)
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SessionKeys(byte[] encryption, byte[] authentication, byte[] salt) {
  /** HMAC-SHA1's key, RFC 3711 section 5.2. */
  private static final int AUTHENTICATION_KEY_LENGTH = 20;

  /** The key derivation's salt is always this long, RFC 3711 section 4.3.1. */
  private static final int DERIVATION_SALT_LENGTH = 14;

  /** Where {@code label} meets the salt: {@code key_id = label || r} with a 48-bit r of zero. */
  private static final int LABEL_AT = 7;

  // Labels: RFC 3711 sections 4.3.1 (SRTP) and 4.3.2 (SRTCP).
  private static final int RTP_LABEL = 0;
  private static final int RTCP_LABEL = 3;

  static SessionKeys forRtp(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
    return derive(profile, masterKey, masterSalt, RTP_LABEL);
  }

  static SessionKeys forRtcp(SrtpProfile profile, byte[] masterKey, byte[] masterSalt) {
    return derive(profile, masterKey, masterSalt, RTCP_LABEL);
  }

  private static SessionKeys derive(SrtpProfile profile, byte[] key, byte[] salt, int label) {
    int authentication = profile.aead() ? 0 : AUTHENTICATION_KEY_LENGTH;
    return new SessionKeys(
        derive(key, salt, label, profile.keyLength()),
        derive(key, salt, label + 1, authentication),
        derive(key, salt, label + 2, profile.saltLength()));
  }

  /**
   * The pseudo-random function of RFC 3711 section 4.3.3 (RFC 6188 for 256-bit keys).
   *
   * @param masterSalt 14 bytes, or 12 that are padded on the right (RFC 7714 section 11)
   */
  static byte[] derive(byte[] masterKey, byte[] masterSalt, int label, int length) {
    byte[] x = Arrays.copyOf(Arrays.copyOf(masterSalt, DERIVATION_SALT_LENGTH), 2 * Long.BYTES);
    x[LABEL_AT] ^= (byte) label;
    ByteBuffer iv = ByteBuffer.wrap(x);
    byte[] derived = new byte[length];
    new AesCounterMode(masterKey, length).xor(iv.getLong(), iv.getLong(), derived, 0, length);
    return derived;
  }

  /** Names nothing: keys never reach a log. */
  @Override
  public String toString() {
    return "SessionKeys";
  }
}
