package io.plenum.signaling.identity;

import java.util.Base64;
import java.util.HexFormat;
import java.util.random.RandomGenerator;

/** Names and secrets that nobody can guess. */
public final class RandomId {
  /** 128 bits: unguessable and free of collisions (REQUIREMENTS I-1). */
  private static final int ID_BYTES = 16;

  /** 256 bits: a bearer secret. */
  private static final int SECRET_BYTES = 32;

  private RandomId() {}

  /** An id: 32 hex digits. `random` must be a secure source. */
  public static String next(RandomGenerator random) {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  /** A secret: 43 characters of URL-safe Base64. `random` must be a secure source. */
  public static String secret(RandomGenerator random) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }
}
