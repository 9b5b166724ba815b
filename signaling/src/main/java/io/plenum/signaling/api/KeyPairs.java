package io.plenum.signaling.api;

import io.vertx.core.Vertx;
import io.vertx.core.net.KeyCertOptions;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.util.stream.Stream;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/**
 * Whether a private key belongs to a certificate. TLS itself does not look: a server with the wrong
 * key starts, and every handshake fails.
 */
final class KeyPairs {
  private static final byte[] PROBE = {'p', 'r', 'o', 'b', 'e'};

  /** The types of keys that a server may have (the JDK's names). */
  private static final String[] TYPES = {"EC", "RSA", "EdDSA", "RSASSA-PSS"};

  private KeyPairs() {}

  /**
   * Whether each key signs for its certificate.
   *
   * @throws IllegalStateException when they are no key and certificate at all
   */
  static boolean fit(KeyCertOptions pair, Vertx vertx) {
    try {
      boolean any = false;
      for (KeyManager manager : pair.getKeyManagerFactory(vertx).getKeyManagers()) {
        X509KeyManager keys = (X509KeyManager) manager;
        for (String alias : Stream.of(TYPES).flatMap(type -> aliases(keys, type)).toList()) {
          any = true;
          if (!fits(keys.getPrivateKey(alias), keys.getCertificateChain(alias)[0])) {
            return false;
          }
        }
      }
      return any;
    } catch (Exception e) {
      throw new IllegalStateException("no key and certificate: " + e.getMessage(), e);
    }
  }

  private static Stream<String> aliases(X509KeyManager keys, String type) {
    return Stream.ofNullable(keys.getServerAliases(type, null)).flatMap(Stream::of);
  }

  private static boolean fits(PrivateKey key, X509Certificate certificate)
      throws GeneralSecurityException {
    PublicKey shown = certificate.getPublicKey();
    if (!key.getAlgorithm().equals(shown.getAlgorithm())) {
      return false;
    }
    Signature signature = Signature.getInstance(algorithm(key));
    signature.initSign(key);
    signature.update(PROBE);
    byte[] signed = signature.sign();
    signature.initVerify(shown);
    signature.update(PROBE);
    return signature.verify(signed);
  }

  private static String algorithm(PrivateKey key) {
    return switch (key.getAlgorithm()) {
      case "EC" -> "SHA256withECDSA";
      case "RSA" -> "SHA256withRSA";
      default -> key.getAlgorithm();
    };
  }
}
