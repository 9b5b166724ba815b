package io.plenum.storage.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Optional;
import java.util.random.RandomGenerator;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * A key encrypted by another key: AES-256-GCM (NIST SP 800-38D). Stateless.
 *
 * <pre>
 * 12 bytes  nonce        random
 * 32 bytes  wrapped key
 * 16 bytes  tag          over the context too
 * </pre>
 */
final class KeyWrap {
  /** NIST SP 800-38D section 5.2.1.1: the recommended size of a nonce. */
  private static final int NONCE_BYTES = 12;

  private static final int TAG_BITS = 128;

  /** The whole of the above. */
  static final int SIZE_BYTES = NONCE_BYTES + MasterKey.SIZE_BYTES + TAG_BITS / 8;

  private KeyWrap() {}

  /**
   * Wraps a key.
   *
   * @param context what the key is for; the same is needed to unwrap it
   * @param random a secure source
   */
  static byte[] wrap(SecretKey by, byte[] key, byte[] context, RandomGenerator random) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] wrapped = cipher(Cipher.ENCRYPT_MODE, by, nonce, context).doFinal(key);
      return ByteBuffer.allocate(SIZE_BYTES).put(nonce).put(wrapped).array();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is part of every Java runtime", e);
    }
  }

  /** The key; empty when it was not wrapped by this key for this context, or was changed. */
  static Optional<byte[]> unwrap(SecretKey by, byte[] wrapped, byte[] context) {
    byte[] nonce = java.util.Arrays.copyOf(wrapped, NONCE_BYTES);
    try {
      return Optional.of(
          cipher(Cipher.DECRYPT_MODE, by, nonce, context)
              .doFinal(wrapped, NONCE_BYTES, wrapped.length - NONCE_BYTES));
    } catch (AEADBadTagException e) {
      return Optional.empty();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("AES-256-GCM is part of every Java runtime", e);
    }
  }

  private static Cipher cipher(int mode, SecretKey by, byte[] nonce, byte[] context)
      throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, by, new GCMParameterSpec(TAG_BITS, nonce));
    cipher.updateAAD(context);
    return cipher;
  }
}
