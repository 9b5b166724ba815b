package io.plenum.signaling.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An operator's certificate is renewed while the server runs. */
@Tag("S-1a")
class RenewedCertificateTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
  private static final long PATIENCE_NS = 10_000_000_000L;
  private static final Duration LOOK_EVERY = Duration.ofMillis(20);

  @TempDir Path folder;
  private Vertx vertx;
  private HttpServer server;
  private Runnable watch;

  @BeforeEach
  void listen() {
    vertx = Vertx.vertx();
    DevelopmentCertificate first = make("first.test", NOW);
    Tls tls = new Tls(0, first.certificate(), first.key());
    HttpServerOptions options = new HttpServerOptions().setHost("127.0.0.1").setPort(0);
    tls.applyTo(options, vertx);
    server =
        vertx
            .createHttpServer(options)
            .requestHandler(request -> request.response().end())
            .listen()
            .await();
    watch = tls.keepFresh(vertx, server, LOOK_EVERY);
  }

  @AfterEach
  void close() {
    watch.run();
    vertx.close().await();
  }

  private DevelopmentCertificate make(String host, Instant time) {
    DevelopmentCertificate made = new DevelopmentCertificate(folder, host);
    made.prepare(new SecureRandom(), time);
    touch(made.certificate(), time);
    touch(made.key(), time);
    return made;
  }

  private static void touch(Path file, Instant time) {
    try {
      Files.setLastModifiedTime(file, FileTime.from(time));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void servesTheNewOne_onceItsFilesAreThere() throws Exception {
    assertThat(shown()).isEqualTo("CN=first.test");
    make("second.test", NOW.plusSeconds(60));
    awaitSubject("CN=second.test");
  }

  private void awaitSubject(String subject) throws Exception {
    long end = System.nanoTime() + PATIENCE_NS;
    while (!shown().equals(subject) && System.nanoTime() < end) {
      Thread.sleep(LOOK_EVERY);
    }
    assertThat(shown()).isEqualTo(subject);
  }

  @Test
  void keepsTheOldOne_whenTheNewFilesAreBroken() throws Exception {
    Files.writeString(folder.resolve("certificate.pem"), "broken");
    touch(folder.resolve("certificate.pem"), NOW.plusSeconds(60));
    Thread.sleep(LOOK_EVERY.multipliedBy(5));
    assertThat(shown()).isEqualTo("CN=first.test");
  }

  @Test
  void keepsTheOldOne_whileOnlyOneFileIsNew() throws Exception {
    byte[] oldKey = Files.readAllBytes(folder.resolve("key.pem"));
    DevelopmentCertificate second = make("second.test", NOW.plusSeconds(60));
    byte[] newKey = Files.readAllBytes(second.key());
    Files.write(second.key(), oldKey);
    touch(second.key(), NOW.plusSeconds(61));
    Thread.sleep(LOOK_EVERY.multipliedBy(5));
    // Whatever was seen of the moment when both were new: from now on the pair does not fit.
    shown();

    Files.write(second.key(), newKey);
    touch(second.key(), NOW.plusSeconds(62));
    awaitSubject("CN=second.test");
  }

  @Test
  void doesNotStart_withAKeyThatIsAnothers() throws Exception {
    Path other = Files.createDirectory(folder.resolve("other"));
    DevelopmentCertificate stranger = new DevelopmentCertificate(other, "other.test");
    stranger.prepare(new SecureRandom(), NOW);
    Tls mixed = new Tls(0, folder.resolve("certificate.pem"), stranger.key());

    assertThatThrownBy(() -> mixed.applyTo(new HttpServerOptions(), vertx))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("does not belong");
  }

  /** The subject of the certificate that a client is shown. */
  private String shown() throws IOException, GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustManager[] {new TrustAnybody()}, null);
    try (SSLSocket socket =
        (SSLSocket)
            context
                .getSocketFactory()
                .createSocket(InetAddress.getLoopbackAddress(), server.actualPort())) {
      socket.startHandshake();
      X509Certificate certificate = (X509Certificate) socket.getSession().getPeerCertificates()[0];
      return certificate.getSubjectX500Principal().getName();
    }
  }

  /** The test looks at the certificate itself. */
  private static final class TrustAnybody implements X509TrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
