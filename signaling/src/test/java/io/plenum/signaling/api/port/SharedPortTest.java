package io.plenum.signaling.api.port;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.api.DevelopmentCertificate;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.time.Instant;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** HTTP and media on one port. */
class SharedPortTest {
  private static final int PATIENCE_MS = 10_000;
  private static final Charset TEXT = StandardCharsets.US_ASCII;
  private static final byte[] PACKET = {0, 4, 0, 1, 2, 3};

  private final BlockingQueue<Handed> handed = new LinkedBlockingQueue<>();
  private final SharedPort port = new SharedPort();
  @TempDir Path folder;
  private Vertx vertx;
  private HttpServer server;

  private record Handed(SocketChannel connection, ByteBuffer first) {}

  @BeforeEach
  void listen() {
    vertx = Vertx.builder().with(new VertxOptions()).withTransport(port).build();
    port.open((connection, first) -> handed.add(new Handed(connection, ByteBuffer.wrap(first))));
    server =
        vertx
            .createHttpServer(new HttpServerOptions().setIdleTimeout(2))
            .requestHandler(
                request -> request.response().end("from " + request.remoteAddress().port()))
            .listen(0, "127.0.0.1")
            .await();
  }

  @AfterEach
  void close() throws IOException {
    for (Handed one : handed) {
      one.connection().close();
    }
    vertx.close().await();
  }

  @Test
  void answersHttp_whoseAddressIsTheClientsOwn() throws IOException {
    try (Socket client = open()) {
      write(client, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes(TEXT));
      assertThat(new String(client.getInputStream().readAllBytes(), TEXT))
          .startsWith("HTTP/1.1 200 OK")
          .endsWith("from " + client.getLocalPort());
    }
    assertThat(handed).isEmpty();
  }

  @Test
  void handsMediaOver_withItsBytesAndItsAddress_bothWays() throws Exception {
    try (Socket client = open()) {
      write(client, PACKET);
      Handed media = handed.poll(PATIENCE_MS, TimeUnit.MILLISECONDS);
      assertThat(media).isNotNull();
      assertThat(media.first()).isEqualTo(ByteBuffer.wrap(PACKET));
      assertThat(media.connection().getRemoteAddress()).isEqualTo(client.getLocalSocketAddress());
      assertThat(media.connection().isBlocking()).isFalse();

      media.connection().write(ByteBuffer.wrap(new byte[] {9}));
      assertThat(client.getInputStream().read()).isEqualTo(9);
      write(client, 7);
      ByteBuffer more = ByteBuffer.allocate(10);
      while (more.position() == 0) {
        assertThat(media.connection().read(more)).isNotNegative();
      }
      assertThat(more.get(0)).as("nothing is kept back").isEqualTo((byte) 7);
      media.connection().close();
    }
  }

  @Test
  void outlivesHttpsTimeLimits_onceItIsMedias() throws Exception {
    try (Socket client = open()) {
      write(client, PACKET);
      Handed media = handed.poll(PATIENCE_MS, TimeUnit.MILLISECONDS);
      try (Socket silent = open()) {
        assertThat(silent.getInputStream().read()).as("the limit of a silent one").isEqualTo(-1);
      }
      media.connection().write(ByteBuffer.wrap(new byte[] {9}));
      assertThat(client.getInputStream().read()).isEqualTo(9);
      media.connection().close();
    }
  }

  @Test
  void handsMediaOver_whenItsFirstPacketIsWhole() throws Exception {
    try (Socket client = open()) {
      client.setTcpNoDelay(true);
      for (byte one : PACKET) {
        assertThat(handed).isEmpty();
        write(client, one);
      }
      Handed media = handed.poll(PATIENCE_MS, TimeUnit.MILLISECONDS);
      assertThat(media).isNotNull();
      assertThat(media.first()).isEqualTo(ByteBuffer.wrap(PACKET));
      media.connection().close();
    }
  }

  @Test
  @Tag("S-4")
  void closesWhoNeverSaysWhatItIs_orOnlyHalf() throws IOException {
    try (Socket silent = open();
        Socket half = open()) {
      write(half, 0, 100, 1);
      assertThat(silent.getInputStream().read()).isEqualTo(-1);
      assertThat(half.getInputStream().read()).isEqualTo(-1);
    }
    assertThat(handed).isEmpty();
  }

  @Test
  void tellsMediaFromTls_onThePortOfHttps() throws Exception {
    DevelopmentCertificate made = new DevelopmentCertificate(folder, "localhost");
    made.prepare(new SecureRandom(), Instant.now());
    HttpServer https =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setSsl(true)
                    .setKeyCertOptions(
                        new PemKeyCertOptions()
                            .addCertPath(made.certificate().toString())
                            .addKeyPath(made.key().toString())))
            .requestHandler(
                request -> request.response().end("from " + request.remoteAddress().port()))
            .listen(0, "127.0.0.1")
            .await();
    try (Socket web = trusting(made.certificate()).createSocket("localhost", https.actualPort());
        Socket client = new Socket(InetAddress.getLoopbackAddress(), https.actualPort())) {
      write(web, "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes(TEXT));
      assertThat(new String(web.getInputStream().readAllBytes(), TEXT))
          .endsWith("from " + web.getLocalPort());

      write(client, PACKET);
      Handed media = handed.poll(PATIENCE_MS, TimeUnit.MILLISECONDS);
      assertThat(media).isNotNull();
      assertThat(media.connection().getRemoteAddress()).isEqualTo(client.getLocalSocketAddress());
      media.connection().close();
    }
  }

  private static SocketFactory trusting(Path certificate) throws Exception {
    KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
    trusted.load(null, null);
    try (InputStream pem = Files.newInputStream(certificate)) {
      trusted.setCertificateEntry(
          "server", CertificateFactory.getInstance("X.509").generateCertificate(pem));
    }
    TrustManagerFactory managers =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    managers.init(trusted);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, managers.getTrustManagers(), null);
    return context.getSocketFactory();
  }

  @Test
  void leavesEverythingElseToHttp() throws IOException {
    try (Socket client = open()) {
      write(client, 22, 3, 1, 0, 5, 1, '\r', '\n', '\r', '\n');
      assertThat(new String(client.getInputStream().readAllBytes(), TEXT)).doesNotContain("200 OK");
    }
    assertThat(handed).isEmpty();
  }

  @Test
  void closesMedia_untilThereIsADoor() throws IOException {
    SharedPort closed = new SharedPort();
    Vertx other = Vertx.builder().with(new VertxOptions()).withTransport(closed).build();
    try {
      HttpServer plain =
          other.createHttpServer().requestHandler(r -> {}).listen(0, "127.0.0.1").await();
      try (Socket client = new Socket(InetAddress.getLoopbackAddress(), plain.actualPort())) {
        client.setSoTimeout(PATIENCE_MS);
        write(client, PACKET);
        assertThat(client.getInputStream().read()).isEqualTo(-1);
      }
    } finally {
      other.close().await();
    }
  }

  private Socket open() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
    socket.setSoTimeout(PATIENCE_MS);
    return socket;
  }

  private static void write(Socket client, byte[] bytes) throws IOException {
    client.getOutputStream().write(bytes);
  }

  private static void write(Socket client, int... bytes) throws IOException {
    byte[] all = new byte[bytes.length];
    for (int i = 0; i < bytes.length; i++) {
      all[i] = (byte) bytes[i];
    }
    write(client, all);
  }
}
