package io.plenum.rtc.srtp;

import java.util.Optional;

/** The protection profiles we speak, the strongest first (RFC 5764 section 4.1.2, RFC 7714). */
public enum SrtpProfile {
  /** RFC 7714 section 14.2. */
  AEAD_AES_256_GCM(0x0008, 32, 12, 16, true),
  /** RFC 7714 section 14.2. */
  AEAD_AES_128_GCM(0x0007, 16, 12, 16, true),
  /** RFC 5764 section 4.1.2; what every WebRTC endpoint can do (RFC 8827 section 6.5). */
  AES128_CM_HMAC_SHA1_80(0x0001, 16, 14, 10, false);

  private final int codePoint;
  private final int keyLength;
  private final int saltLength;
  private final int tagLength;
  private final boolean aead;

  SrtpProfile(int codePoint, int keyLength, int saltLength, int tagLength, boolean aead) {
    this.codePoint = codePoint;
    this.keyLength = keyLength;
    this.saltLength = saltLength;
    this.tagLength = tagLength;
    this.aead = aead;
  }

  /** The number in the {@code use_srtp} extension (RFC 5764 section 4.1.1). */
  public int codePoint() {
    return codePoint;
  }

  /** Bytes of a master key, and of the session encryption key. */
  public int keyLength() {
    return keyLength;
  }

  /** Bytes of a master salt, and of the session salt. */
  public int saltLength() {
    return saltLength;
  }

  /** Bytes of the authentication tag. */
  public int tagLength() {
    return tagLength;
  }

  /** Whether one algorithm encrypts and authenticates, and so no separate MAC key exists. */
  public boolean aead() {
    return aead;
  }

  /** Bytes to export from the DTLS handshake: two keys and two salts (RFC 5764 section 4.2). */
  public int keyingMaterialLength() {
    return 2 * (keyLength + saltLength);
  }

  /** Bytes that protecting an RTP packet adds. */
  public int rtpOverhead() {
    return tagLength;
  }

  /** Bytes that protecting an RTCP packet adds: tag, E flag and index. */
  public int rtcpOverhead() {
    return tagLength + Integer.BYTES;
  }

  /** The profile with this code point; empty for those we do not speak. */
  public static Optional<SrtpProfile> of(int codePoint) {
    for (SrtpProfile profile : values()) {
      if (profile.codePoint == codePoint) {
        return Optional.of(profile);
      }
    }
    return Optional.empty();
  }
}
