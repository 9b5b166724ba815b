package io.plenum.rtc.dtls;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.tls.AlertDescription;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.TlsFatalAlert;

/**
 * Decides whether the other side's certificate is the one that signaling announced (RFC 8122
 * section 5). The strongest hash that is announced decides; SHA-1 and MD5 never do.
 */
final class PeerCertificate {
  /** Strongest first, named as in SDP; in upper case they are the names of the JDK. */
  private static final List<String> HASHES = List.of("sha-512", "sha-384", "sha-256");

  private PeerCertificate() {}

  /**
   * Checks the end-entity certificate.
   *
   * @throws TlsFatalAlert if there is none, or if no announced fingerprint fits
   */
  static void verify(Certificate chain, List<Fingerprint> expected) throws IOException {
    if (chain == null || chain.isEmpty()) {
      throw new TlsFatalAlert(AlertDescription.bad_certificate, "the peer sent no certificate");
    }
    if (!matches(chain.getCertificateAt(0).getEncoded(), expected)) {
      throw new TlsFatalAlert(
          AlertDescription.bad_certificate, "the certificate is not the one announced");
    }
  }

  /** Whether a certificate in DER is among {@code expected}. */
  static boolean matches(byte[] encoded, List<Fingerprint> expected) {
    for (String hash : HASHES) {
      List<Fingerprint> announced =
          expected.stream().filter(fingerprint -> fingerprint.hash().equals(hash)).toList();
      if (!announced.isEmpty()) {
        byte[] actual = digest(hash, encoded);
        return announced.stream()
            .anyMatch(fingerprint -> MessageDigest.isEqual(fingerprint.value(), actual));
      }
    }
    return false;
  }

  private static byte[] digest(String hash, byte[] encoded) {
    try {
      return MessageDigest.getInstance(hash.toUpperCase(Locale.ROOT)).digest(encoded);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + hash, e);
    }
  }
}
