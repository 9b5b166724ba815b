package io.plenum.storage.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * SHA-256 (FIPS 180-4). A secret of 256 random bits may be kept as this: it is not found by trying.
 * A password may not.
 */
public final class Sha256 {
  private Sha256() {}

  /** The 32 bytes of a text in UTF-8. */
  public static byte[] of(String text) {
    return of(text.getBytes(UTF_8));
  }

  /** The 32 bytes of these parts, one after the other. */
  public static byte[] of(byte[]... parts) {
    MessageDigest digest = begin();
    for (byte[] part : parts) {
      digest.update(part);
    }
    return digest.digest();
  }

  /** As {@link #of(String)}, in 64 hexadecimal digits. */
  public static String hex(String text) {
    return HexFormat.of().formatHex(of(text));
  }

  /** As {@link #of(byte[][])}, in 64 hexadecimal digits. */
  public static String hex(byte[]... parts) {
    return HexFormat.of().formatHex(of(parts));
  }

  /** For bytes that come by and by; for one thread. */
  public static MessageDigest begin() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
    }
  }
}
