package io.plenum.storage.crypto;

import io.plenum.storage.StorageRefused;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The key that wraps every other key at rest (AES-256, REQUIREMENTS S-3). It is never stored in the
 * data folder. Immutable; any thread may use it.
 */
public final class MasterKey {
  /** AES-256. */
  public static final int SIZE_BYTES = 32;

  private final byte[] bytes;

  private MasterKey(byte[] bytes) {
    this.bytes = bytes;
  }

  /**
   * Reads a key as an operator writes it: 32 bytes in standard Base64, surrounding white space
   * ignored.
   *
   * @param origin where the text was found, for the error message
   * @throws StorageRefused when the text is anything else; the message does not repeat it
   */
  public static MasterKey parse(String text, String origin) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(text.strip());
    } catch (IllegalArgumentException e) {
      throw new StorageRefused(
          "The master key in "
              + origin
              + " is not Base64. Expected: 32 bytes in Base64, as from `openssl rand -base64 32`.",
          e);
    }
    if (bytes.length != SIZE_BYTES) {
      throw new StorageRefused(
          "The master key in "
              + origin
              + " has "
              + bytes.length
              + " bytes. Expected: 32 bytes in Base64, as from `openssl rand -base64 32`.");
    }
    return new MasterKey(bytes);
  }

  /** Makes a new key. `random` must be a secure source. */
  public static MasterKey random(RandomGenerator random) {
    byte[] bytes = new byte[SIZE_BYTES];
    random.nextBytes(bytes);
    return new MasterKey(bytes);
  }

  /** The text that {@link #parse} reads. */
  String toText() {
    return Base64.getEncoder().encodeToString(bytes);
  }

  /** 32 bytes that only this key gives for this purpose, and that do not give the key away. */
  public byte[] derive(String purpose) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(bytes, "HmacSHA256"));
      return mac.doFinal(purpose.getBytes(StandardCharsets.UTF_8));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("HMAC-SHA256 is part of every Java runtime", e);
    }
  }

  SecretKeySpec asAesKey() {
    return new SecretKeySpec(bytes, "AES");
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof MasterKey key && java.security.MessageDigest.isEqual(bytes, key.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  /** Never shows the key. */
  @Override
  public String toString() {
    return "MasterKey[hidden]";
  }
}
