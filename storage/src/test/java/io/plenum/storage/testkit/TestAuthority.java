package io.plenum.storage.testkit;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * An authority of a test's own that gives servers their certificates (RFC 5280). Only who is told
 * to trusts it. Immutable but for its serial numbers; any thread may use it.
 */
public final class TestAuthority {
  private static final Duration VALIDITY = Duration.ofDays(1);

  /** Before it the authority had not begun, after it a certificate has ended. */
  private static final Duration BACKDATING = Duration.ofHours(1);

  private static final char[] NO_PASSWORD = {};

  private final X500Name name;
  private final KeyPair keys = newKeys();
  private final X509Certificate certificate;
  private final AtomicLong serial = new AtomicLong();

  /** An authority that nobody trusts yet. */
  public TestAuthority(String commonName) {
    name = new X500Name("CN=" + commonName);
    certificate = signed(name, keys.getPublic(), VALIDITY, true);
  }

  /**
   * A server's certificate and its private key.
   *
   * @param certificate signed by the authority, without a chain
   */
  public record Issued(X509Certificate certificate, PrivateKey key) {
    /** Does not show the key. */
    @Override
    public String toString() {
      return "Issued[" + certificate.getSubjectX500Principal() + "]";
    }

    public String certificatePem() {
      return pem(certificate);
    }

    /** PKCS #8. */
    public String keyPem() {
      try {
        return pem(new JcaPKCS8Generator(key, null));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** For a server in this JVM. */
    public SSLContext serverContext() {
      try {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("server", key, NO_PASSWORD, new Certificate[] {certificate});
        KeyManagerFactory factory =
            KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        factory.init(store, NO_PASSWORD);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(factory.getKeyManagers(), null, null);
        return context;
      } catch (GeneralSecurityException | IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** What to trust. */
  public X509Certificate certificate() {
    return certificate;
  }

  /** Writes what to trust as a PEM file; returns the file. */
  public Path write(Path file) {
    try {
      return Files.writeString(file, pem(certificate));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A certificate for a server that is found under these names and addresses. */
  public Issued issue(String... hosts) {
    return issue(VALIDITY, hosts);
  }

  /** One that has ended. */
  public Issued issueEnded(String... hosts) {
    return issue(BACKDATING.dividedBy(-2), hosts);
  }

  private Issued issue(Duration validity, String... hosts) {
    KeyPair server = newKeys();
    X500Name subject = new X500Name("CN=" + hosts[0]);
    return new Issued(
        signed(subject, server.getPublic(), validity, false, hosts), server.getPrivate());
  }

  @SuppressWarnings("JavaUtilDate") // the builder takes nothing else
  private X509Certificate signed(
      X500Name subject, PublicKey key, Duration validity, boolean authority, String... hosts) {
    Instant now = Instant.now();
    try {
      X509v3CertificateBuilder builder =
          new JcaX509v3CertificateBuilder(
                  name,
                  BigInteger.valueOf(serial.incrementAndGet()),
                  Date.from(now.minus(BACKDATING)),
                  Date.from(now.plus(validity)),
                  subject,
                  key)
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(authority));
      if (hosts.length > 0) {
        builder.addExtension(Extension.subjectAlternativeName, false, names(hosts));
      }
      return new JcaX509CertificateConverter()
          .getCertificate(
              builder.build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(keys.getPrivate())));
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static GeneralNames names(String... hosts) {
    return new GeneralNames(
        Stream.of(hosts)
            .map(
                host ->
                    new GeneralName(
                        isAddress(host) ? GeneralName.iPAddress : GeneralName.dNSName, host))
            .toArray(GeneralName[]::new));
  }

  private static boolean isAddress(String host) {
    try {
      InetAddress.ofLiteral(host);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static KeyPair newKeys() {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      return generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String pem(Object object) {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return text.toString();
  }
}
