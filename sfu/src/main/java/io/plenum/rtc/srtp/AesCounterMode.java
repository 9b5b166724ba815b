package io.plenum.rtc.srtp;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES in counter mode as RFC 3711 section 4.1.1 defines it. Keyed once: the counter blocks go
 * through the block cipher in one call, so a new IV costs neither a key schedule nor an allocation.
 * Not thread-safe.
 *
 * <pre>
 *  block: | IV bytes 0..7 | IV bytes 8..13 | block number, 16 bits |
 * </pre>
 */
final class AesCounterMode {
  private static final int BLOCK = 16;
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private final Cipher aes;
  private final byte[] counters;
  private final byte[] keystream; // an array of its own: the JDK copies when input is output

  /**
   * Keyed for data of at most {@code capacity} bytes, which are less than 2^16 blocks (RFC 3711
   * section 4.1.1).
   */
  AesCounterMode(byte[] key, int capacity) {
    counters = new byte[(capacity + BLOCK - 1) / BLOCK * BLOCK];
    keystream = new byte[counters.length];
    try {
      // ECB of distinct counter blocks is the keystream of counter mode, never ECB of a message.
      aes = Cipher.getInstance("AES/ECB/NoPadding");
      aes.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has AES", e);
    }
  }

  /**
   * XORs the keystream into {@code data[offset, offset + length)}.
   *
   * @param ivHigh bytes 0 to 7 of the IV
   * @param ivLow bytes 8 to 15 of the IV, the last two zero
   * @param length at most the capacity
   */
  void xor(long ivHigh, long ivLow, byte[] data, int offset, int length) {
    int bytes = (length + BLOCK - 1) / BLOCK * BLOCK;
    for (int at = 0; at < bytes; at += BLOCK) {
      LONG.set(counters, at, ivHigh);
      LONG.set(counters, at + Long.BYTES, ivLow + at / BLOCK);
    }
    try {
      aes.update(counters, 0, bytes, keystream, 0);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("whole blocks always encrypt", e);
    }
    int i = 0;
    for (; i <= length - Long.BYTES; i += Long.BYTES) {
      long mixed = (long) LONG.get(data, offset + i) ^ (long) LONG.get(keystream, i);
      LONG.set(data, offset + i, mixed);
    }
    for (; i < length; i++) {
      data[offset + i] ^= keystream[i];
    }
  }
}
