package io.plenum.signaling.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plenum.storage.crypto.Sha256;
import java.util.HexFormat;

/** SHA-256 (FIPS 180-4) over parts one after the other, in lower-case hex. */
final class AuditHash {
  /** What the first entry of a chain has before it. */
  static final String NONE = "0".repeat(64);

  private AuditHash() {}

  static String of(String text) {
    return Sha256.hex(text);
  }

  /**
   * What stands in the chain for a personal value. The salt is as long as the hash, so that nobody
   * who guesses the value can tell.
   */
  static String commitment(String saltHex, String value) {
    return Sha256.hex(HexFormat.of().parseHex(saltHex), value.getBytes(UTF_8));
  }
}
