package io.plenum.signaling.api;

import io.plenum.storage.crypto.OwnerOnly;
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
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate for a host where people try things out: self-signed, kept as two PEM files in a
 * folder so that a browser's exception outlives a restart, and made anew before it ends or when the
 * host's name changes.
 */
public final class DevelopmentCertificate {
  /** Apple's limit for server certificates; browsers with it would refuse a longer one. */
  private static final Duration VALIDITY = Duration.ofDays(397);

  private static final Duration RENEW_BEFORE = Duration.ofDays(30);

  /** Tolerates clients whose clocks run behind. */
  private static final Duration BACKDATING = Duration.ofDays(1);

  /** RFC 5280 section 4.1.2.2 allows 20 octets. */
  private static final int SERIAL_BITS = 64;

  private final Path folder;
  private final String host;

  /** Files in `folder` for `host`, a name or an address. */
  public DevelopmentCertificate(Path folder, String host) {
    this.folder = folder;
    this.host = host;
  }

  /** The certificate, PEM. */
  public Path certificate() {
    return folder.resolve("certificate.pem");
  }

  /** Its private key, PEM, readable by the owner only. */
  public Path key() {
    return folder.resolve("key.pem");
  }

  /**
   * Makes the files if there are none that will do.
   *
   * @throws IllegalStateException when they cannot be written
   */
  public void prepare(SecureRandom random, Instant now) {
    if (good(now)) {
      return;
    }
    try {
      Files.createDirectories(folder);
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"), random);
      KeyPair pair = generator.generateKeyPair();
      writeSecret(key(), pem(new JcaPKCS8Generator(pair.getPrivate(), null)));
      Files.writeString(certificate(), pem(selfSigned(pair, random, now)));
    } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("No certificate could be made in " + folder + ": " + e, e);
    }
  }

  private boolean good(Instant now) {
    if (!Files.exists(certificate()) || !Files.exists(key())) {
      return false;
    }
    try (var file = Files.newInputStream(certificate())) {
      X509Certificate known =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
      return known.getNotAfter().toInstant().isAfter(now.plus(RENEW_BEFORE))
          && known.getSubjectX500Principal().getName().equals("CN=" + host);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (CertificateException e) {
      return false;
    }
  }

  @SuppressWarnings("JavaUtilDate") // the builder takes nothing else
  private X509Certificate selfSigned(KeyPair pair, SecureRandom random, Instant now)
      throws IOException, GeneralSecurityException, OperatorCreationException {
    var name = new X500NameBuilder().addRDN(BCStyle.CN, host).build();
    X509v3CertificateBuilder builder =
        new JcaX509v3CertificateBuilder(
                name,
                new BigInteger(SERIAL_BITS, random).setBit(0),
                Date.from(now.minus(BACKDATING)),
                Date.from(now.plus(VALIDITY)),
                name,
                pair.getPublic())
            .addExtension(Extension.subjectAlternativeName, false, names());
    var signed =
        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate()));
    return new org.bouncycastle.cert.jcajce.JcaX509CertificateConverter().getCertificate(signed);
  }

  /** The host, and this machine as it calls itself. */
  private GeneralNames names() {
    List<GeneralName> names = new ArrayList<>();
    names.add(new GeneralName(isAddress() ? GeneralName.iPAddress : GeneralName.dNSName, host));
    names.add(new GeneralName(GeneralName.dNSName, "localhost"));
    names.add(new GeneralName(GeneralName.iPAddress, "127.0.0.1"));
    return new GeneralNames(names.toArray(GeneralName[]::new));
  }

  private boolean isAddress() {
    try {
      InetAddress.ofLiteral(host);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  private static void writeSecret(Path file, String text) throws IOException {
    Files.deleteIfExists(file);
    Files.createFile(file, OwnerOnly.file(file));
    Files.writeString(file, text);
  }

  private static String pem(Object object) throws IOException {
    StringWriter text = new StringWriter();
    try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
      writer.writeObject(object);
    }
    return text.toString();
  }
}
