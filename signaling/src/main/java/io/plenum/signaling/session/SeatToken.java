package io.plenum.signaling.session;

import io.plenum.storage.crypto.Sha256;

/**
 * The secret that resumes one seat of one live session: 256 random bits in base64url. Only its hash
 * is kept, in memory and in rows; no slow hash is needed for a secret that cannot be guessed.
 */
public record SeatToken(String secret) {

  /** SHA-256 of the secret, in hex. */
  public String hash() {
    return Sha256.hex(secret);
  }

  @Override
  public String toString() {
    return "SeatToken[hidden]";
  }
}
