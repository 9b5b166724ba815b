package io.plenum.rtc.srtp;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * The master keys and salts of both directions (RFC 3711 section 3.2.1), as a DTLS handshake or an
 * SDES line gives them. Immutable by agreement: nobody writes into the arrays.
 *
 * @param remoteKey what the peer protects with; {@link SrtpProfile#keyLength()} bytes
 * @param remoteSalt {@link SrtpProfile#saltLength()} bytes
 * @param localKey what we protect with; {@link SrtpProfile#keyLength()} bytes
 * @param localSalt {@link SrtpProfile#saltLength()} bytes
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record SrtpKeys(
    SrtpProfile profile, byte[] remoteKey, byte[] remoteSalt, byte[] localKey, byte[] localSalt) {

  /**
   * Checks the lengths.
   *
   * @throws IllegalArgumentException if a key or salt is not as long as the profile says
   */
  public SrtpKeys {
    requireLength(remoteKey, profile.keyLength());
    requireLength(localKey, profile.keyLength());
    requireLength(remoteSalt, profile.saltLength());
    requireLength(localSalt, profile.saltLength());
  }

  /**
   * Splits exported keying material (RFC 5764 section 4.2).
   *
   * <pre>
   *  client key | server key | client salt | server salt
   * </pre>
   *
   * @param material {@link SrtpProfile#keyingMaterialLength()} bytes
   * @param client whether we were the DTLS client
   */
  public static SrtpKeys ofExported(SrtpProfile profile, byte[] material, boolean client) {
    requireLength(material, profile.keyingMaterialLength());
    int key = profile.keyLength();
    int salt = profile.saltLength();
    byte[] clientKey = Arrays.copyOfRange(material, 0, key);
    byte[] serverKey = Arrays.copyOfRange(material, key, 2 * key);
    byte[] clientSalt = Arrays.copyOfRange(material, 2 * key, 2 * key + salt);
    byte[] serverSalt = Arrays.copyOfRange(material, 2 * key + salt, 2 * (key + salt));
    return client
        ? new SrtpKeys(profile, serverKey, serverSalt, clientKey, clientSalt)
        : new SrtpKeys(profile, clientKey, clientSalt, serverKey, serverSalt);
  }

  private static void requireLength(byte[] bytes, int length) {
    if (bytes.length != length) {
      throw new IllegalArgumentException("expected " + length + " bytes, not " + bytes.length);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SrtpKeys that
        && profile == that.profile
        && MessageDigest.isEqual(remoteKey, that.remoteKey)
        && MessageDigest.isEqual(remoteSalt, that.remoteSalt)
        && MessageDigest.isEqual(localKey, that.localKey)
        && MessageDigest.isEqual(localSalt, that.localSalt);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(remoteSalt) + Arrays.hashCode(localSalt);
  }

  /** Names the profile only: keys never reach a log. */
  @Override
  public String toString() {
    return "SrtpKeys[" + profile + "]";
  }
}
