package io.plenum.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.bouncycastle.tls.CipherSuite;
import org.bouncycastle.tls.DefaultTlsClient;
import org.bouncycastle.tls.ProtocolVersion;
import org.bouncycastle.tls.ServerOnlyTlsAuthentication;
import org.bouncycastle.tls.TlsAuthentication;
import org.bouncycastle.tls.TlsClientProtocol;
import org.bouncycastle.tls.TlsServerCertificate;
import org.bouncycastle.tls.crypto.impl.jcajce.JcaTlsCryptoProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A whole node that speaks HTTPS with a certificate it made itself. */
@Tag("S-1a")
class TlsTest {
  private static final int PATIENCE_MS = 10_000;

  @TempDir Path folder;
  private Node node;

  @BeforeEach
  void start() {
    node =
        Node.start(
            Configuration.read(
                FirstStart.environment(
                    folder,
                    "PLENUM_HTTP_TLS_PORT",
                    "0",
                    "PLENUM_HTTP_TLS_DEVELOPMENT_HOST",
                    "meet.test")));
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private Client client() throws GeneralSecurityException, IOException {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (var file = Files.newInputStream(folder.resolve("data/tls/certificate.pem"))) {
      trusted.setCertificateEntry(
          "plenum", CertificateFactory.getInstance("X.509").generateCertificate(file));
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust.getTrustManagers(), null);
    return new Client(
        HttpClient.newBuilder().sslContext(context).build(),
        "https://localhost:" + node.httpPort());
  }

  @Test
  @Tag("S-1b")
  void servesPagesRestAndSockets_withStrictTransportSecurity() throws Exception {
    Client client = client();
    HttpResponse<String> page = client.get("/");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Strict-Transport-Security"))
        .hasValueSatisfying(value -> assertThat(value).contains("max-age=31536000"));
    HttpResponse<String> signedIn = FirstStart.setUp(client);
    assertThat(signedIn.headers().firstValue("Set-Cookie").orElse("")).contains("Secure");
    String token = Client.json(signedIn).getString("accessToken");
    JsonObject meeting =
        Client.json(
            client.post(
                "/api/v1/meetings",
                new JsonObject().put("name", "Weekly"),
                "Authorization",
                "Bearer " + token));
    assertThat(meeting.getString("liveUrl")).startsWith("https://localhost:");
    assertThat(client.visit(meeting.getString("accessCode"), token).getString("type"))
        .isEqualTo("seat");
  }

  @Test
  void sendsPlainHttpToHttps_withPathAndQuery() throws Exception {
    int plain = node.redirectPort().orElseThrow();
    HttpResponse<String> answer =
        HttpClient.newHttpClient()
            .send(
                HttpRequest.newBuilder(
                        URI.create("http://localhost:" + plain + "/m/123456789?a=b%20c"))
                    .build(),
                BodyHandlers.ofString());
    assertThat(answer.statusCode()).isEqualTo(301);
    assertThat(answer.headers().firstValue("Location"))
        .contains("https://localhost:" + node.httpPort() + "/m/123456789?a=b%20c");
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void keepsItsKeyToItself() throws IOException {
    assertThat(Files.getPosixFilePermissions(folder.resolve("data/tls/key.pem")))
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void keepsItsCertificate_overARestart() throws IOException {
    String before = Files.readString(folder.resolve("data/tls/certificate.pem"));
    stop();
    start();
    assertThat(folder.resolve("data/tls/certificate.pem")).hasContent(before);
  }

  @Test
  void agreesOnForwardSecrecyWithAes256_whenTheClientOffersIt() throws IOException {
    offer(ProtocolVersion.TLSv12, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384);
  }

  @Test
  void refusesTls11_andKeyExchangeWithoutForwardSecrecy() {
    assertThatThrownBy(
            () -> offer(ProtocolVersion.TLSv11, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(
            () -> offer(ProtocolVersion.TLSv12, CipherSuite.TLS_RSA_WITH_AES_128_GCM_SHA256))
        .isInstanceOf(IOException.class);
    assertThatThrownBy(
            () ->
                offer(ProtocolVersion.TLSv12, CipherSuite.TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA256))
        .isInstanceOf(IOException.class);
  }

  /** Completes a handshake with one version and one suite, or throws. */
  private void offer(ProtocolVersion version, int suite) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), node.httpPort())) {
      socket.setSoTimeout(PATIENCE_MS);
      TlsClientProtocol protocol =
          new TlsClientProtocol(socket.getInputStream(), socket.getOutputStream());
      protocol.connect(
          new DefaultTlsClient(new JcaTlsCryptoProvider().create(new SecureRandom())) {
            @Override
            protected ProtocolVersion[] getSupportedVersions() {
              return version.only();
            }

            @Override
            protected int[] getSupportedCipherSuites() {
              return new int[] {suite};
            }

            @Override
            public TlsAuthentication getAuthentication() {
              return new ServerOnlyTlsAuthentication() {
                @Override
                public void notifyServerCertificate(TlsServerCertificate certificate) {
                  // Who it is does not matter here.
                }
              };
            }
          });
      protocol.close();
    }
  }
}
