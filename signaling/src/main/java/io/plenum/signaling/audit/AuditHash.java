package io.plenum.signaling.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4) over parts one after the other, in lower-case hex. */
final class AuditHash {
  /** What the first entry of a chain has before it. */
  static final String NONE = "0".repeat(64);

  private AuditHash() {}

  static String of(String text) {
    return of(text.getBytes(UTF_8));
  }

  /**
   * What stands in the chain for a personal value. The salt is as long as the hash, so that nobody
   * who guesses the value can tell.
   */
  static String commitment(String saltHex, String value) {
    return of(HexFormat.of().parseHex(saltHex), value.getBytes(UTF_8));
  }

  private static String of(byte[]... parts) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      for (byte[] part : parts) {
        digest.update(part);
      }
      return HexFormat.of().formatHex(digest.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is part of every Java runtime", e);
    }
  }
}
