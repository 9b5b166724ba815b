package io.plenum.signaling.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * The secret that resumes one seat of one live session: 256 random bits in base64url. Only its hash
 * is kept, in memory and in rows; no slow hash is needed for a secret that cannot be guessed.
 */
public record SeatToken(String secret) {

  /** SHA-256 of the secret, in hex. */
  public String hash() {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(secret.getBytes(UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException everyJdkHasIt) {
      throw new IllegalStateException(everyJdkHasIt);
    }
  }

  @Override
  public String toString() {
    return "SeatToken[hidden]";
  }
}
