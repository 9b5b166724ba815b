package io.plenum.rtc.dtls;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.tls.Certificate;
import org.bouncycastle.tls.HashAlgorithm;
import org.bouncycastle.tls.SignatureAlgorithm;
import org.bouncycastle.tls.SignatureAndHashAlgorithm;
import org.bouncycastle.tls.TlsContext;
import org.bouncycastle.tls.TlsCredentialedSigner;
import org.bouncycastle.tls.crypto.TlsCertificate;
import org.bouncycastle.tls.crypto.TlsCryptoParameters;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaDefaultTlsCredentialedSigner;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCrypto;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;

/**
 * A self-signed certificate with its private key, known to peers by its fingerprint (RFC 8827
 * section 6.5). Immutable; one serves any number of handshakes at once.
 */
public final class DtlsCertificate {
  /** Peers compare fingerprints, not dates; this only has to outlive the process. */
  private static final Duration VALIDITY = Duration.ofDays(3650);

  /** Tolerates peers whose clocks run behind. */
  private static final Duration BACKDATING = Duration.ofDays(1);

  /** RFC 5280 section 4.1.2.2 allows 20 octets; 64 random bits make a collision a non-event. */
  private static final int SERIAL_BITS = 64;

  private static final X500Name NAME = new X500Name("CN=Plenum");

  private final JcaTlsCrypto crypto;
  private final KeyPair keys;
  private final short signature;
  private final byte[] encoded;

  private DtlsCertificate(KeyPair keys, short signature, SecureRandom random, Instant now) {
    this.crypto = new JcaTlsCryptoProvider().create(random);
    this.keys = keys;
    this.signature = signature;
    String name = signature == SignatureAlgorithm.ecdsa ? "SHA256withECDSA" : "SHA256withRSA";
    this.encoded = selfSigned(keys, name, random, now);
  }

  /**
   * A new ECDSA certificate over P-256; takes milliseconds.
   *
   * @param now wall time; the certificate is valid from a day before
   */
  public static DtlsCertificate generate(SecureRandom random, Instant now) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      return new DtlsCertificate(
          generator.generateKeyPair(), SignatureAlgorithm.ecdsa, random, now);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has P-256", e);
    }
  }

  /** An RSA certificate, for the client's side only: our cipher suites need ECDSA in a server. */
  static DtlsCertificate rsa(KeyPair keys, SecureRandom random, Instant now) {
    return new DtlsCertificate(keys, SignatureAlgorithm.rsa, random, now);
  }

  /** The fingerprint to announce in SDP. */
  public Fingerprint fingerprint() {
    return fingerprint("sha-256", "SHA-256");
  }

  /** {@link #fingerprint()} as SDP writes it. */
  public String fingerprintSha256() {
    return fingerprint().toString();
  }

  Fingerprint fingerprint(String hash, String digest) {
    try {
      return new Fingerprint(hash, MessageDigest.getInstance(digest).digest(encoded));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + digest, e);
    }
  }

  JcaTlsCrypto crypto() {
    return crypto;
  }

  /** What proves to the other side of {@code context} that we hold the private key. */
  TlsCredentialedSigner signer(TlsContext context) throws IOException {
    Certificate chain =
        new Certificate(new TlsCertificate[] {crypto.createCertificate(encoded.clone())});
    return new JcaDefaultTlsCredentialedSigner(
        new TlsCryptoParameters(context),
        crypto,
        keys.getPrivate(),
        chain,
        SignatureAndHashAlgorithm.getInstance(HashAlgorithm.sha256, signature));
  }

  @SuppressWarnings("JavaUtilDate") // the builder takes nothing else
  private static byte[] selfSigned(
      KeyPair keys, String signature, SecureRandom random, Instant now) {
    try {
      return new JcaX509v3CertificateBuilder(
              NAME,
              new BigInteger(SERIAL_BITS, random).setBit(0),
              Date.from(now.minus(BACKDATING)),
              Date.from(now.plus(VALIDITY)),
              NAME,
              keys.getPublic())
          .build(
              new JcaContentSignerBuilder(signature)
                  .setSecureRandom(random)
                  .build(keys.getPrivate()))
          .getEncoded();
    } catch (OperatorCreationException | IOException e) {
      throw new IllegalStateException("every JDK has " + signature, e);
    }
  }
}
