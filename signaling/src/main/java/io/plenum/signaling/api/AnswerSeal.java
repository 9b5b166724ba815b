package io.plenum.signaling.api;

import io.plenum.storage.crypto.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.random.RandomGenerator;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps an answer so that only who has the Idempotency-Key can read it: answers hold secrets that
 * are told once, and the database of an operator may not be encrypted. AES-256-GCM under a hash of
 * the client's key, which is itself not kept. Written as Base64 of nonce (12 bytes), ciphertext and
 * tag.
 */
final class AnswerSeal {
  /** NIST SP 800-38D section 5.2.1.1. */
  private static final int NONCE_BYTES = 12;

  private static final int TAG_BITS = 128;

  private final SecretKeySpec key;

  /** The seal of one user's key. */
  AnswerSeal(String principal, String clientKey) {
    this.key = new SecretKeySpec(Sha256.of("answer\n" + principal + "\n" + clientKey), "AES");
  }

  /** `random` must be a secure source. */
  String seal(String answer, RandomGenerator random) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, answer.getBytes(StandardCharsets.UTF_8));
    byte[] both = ByteBuffer.allocate(NONCE_BYTES + sealed.length).put(nonce).put(sealed).array();
    return Base64.getEncoder().encodeToString(both);
  }

  String open(String sealed) {
    ByteBuffer both = ByteBuffer.wrap(Base64.getDecoder().decode(sealed));
    byte[] nonce = new byte[NONCE_BYTES];
    both.get(nonce);
    byte[] rest = new byte[both.remaining()];
    both.get(rest);
    return new String(run(Cipher.DECRYPT_MODE, nonce, rest), StandardCharsets.UTF_8);
  }

  private byte[] run(int mode, byte[] nonce, byte[] input) {
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw unsupported(e);
    }
  }

  private static IllegalStateException unsupported(GeneralSecurityException e) {
    return new IllegalStateException("SHA-256 and AES-GCM are part of every Java runtime", e);
  }
}
