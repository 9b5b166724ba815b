package io.plenum.signaling.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("S-1a")
class DevelopmentCertificateTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  @TempDir Path folder;

  private X509Certificate made(String host, Instant now) throws IOException, CertificateException {
    DevelopmentCertificate certificate = new DevelopmentCertificate(folder, host);
    certificate.prepare(new SecureRandom(), now);
    try (var file = Files.newInputStream(certificate.certificate())) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
    }
  }

  @Test
  void namesTheHostAndThisMachine() throws Exception {
    assertThat(made("meet.test", NOW).getSubjectAlternativeNames().toString())
        .contains("meet.test", "localhost", "127.0.0.1");
    assertThat(made("192.0.2.7", NOW).getSubjectAlternativeNames().toString())
        .contains("192.0.2.7");
  }

  @Test
  void staysTheSame_untilItEndsOrTheHostChanges() throws Exception {
    X509Certificate first = made("meet.test", NOW);
    assertThat(made("meet.test", NOW.plus(Duration.ofDays(300)))).isEqualTo(first);
    assertThat(made("meet.test", NOW.plus(Duration.ofDays(370)))).isNotEqualTo(first);
    assertThat(made("other.test", NOW)).isNotEqualTo(made("meet.test", NOW));
  }

  @Test
  void isMadeAnew_whenTheFileIsNoCertificate() throws Exception {
    made("meet.test", NOW);
    Files.writeString(folder.resolve("certificate.pem"), "nothing");
    assertThat(made("meet.test", NOW).getNotAfter()).isNotNull();
  }
}
