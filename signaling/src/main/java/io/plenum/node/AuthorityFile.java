package io.plenum.node;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * A PEM file of authorities to trust, in the place of those that Java trusts.
 *
 * @param certificates at least one
 */
record AuthorityFile(Path path, List<X509Certificate> certificates) {
  AuthorityFile {
    certificates = List.copyOf(certificates);
  }

  /**
   * The file that a key names; empty: it names none.
   *
   * @throws ConfigurationRefused when it holds no certificate
   */
  static Optional<AuthorityFile> of(Settings settings, Key key) {
    return settings
        .value(key)
        .map(Path::of)
        .map(file -> new AuthorityFile(file, certificates(file, settings, key)));
  }

  /**
   * What to throw when the file of {@code key} is named for a connection without TLS.
   *
   * @param tls the key that says so
   * @param off what it says
   */
  static ConfigurationRefused useless(Key key, Key tls, String off) {
    return new ConfigurationRefused(
        key.path()
            + " means nothing while "
            + tls.path()
            + " is "
            + off
            + ". Leave one of them out.");
  }

  private static List<X509Certificate> certificates(Path file, Settings settings, Key key) {
    try (InputStream text = Files.newInputStream(file)) {
      List<X509Certificate> found =
          CertificateFactory.getInstance("X.509").generateCertificates(text).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (!found.isEmpty()) {
        return found;
      }
    } catch (IOException | CertificateException e) {
      throw settings.bad(key);
    }
    throw settings.bad(key);
  }
}
