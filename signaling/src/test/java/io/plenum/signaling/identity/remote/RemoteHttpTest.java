package io.plenum.signaling.identity.remote;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.plenum.signaling.access.Network;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("I-4c")
class RemoteHttpTest {
  private final Vertx vertx = Vertx.vertx();
  private final RemoteHttp strict = new RemoteHttp(vertx, new RemoteAddresses(List.of()));
  private final RemoteHttp local =
      new RemoteHttp(
          vertx, new RemoteAddresses(List.of(Network.parse("127.0.0.0/8").orElseThrow())));
  private final AtomicInteger asked = new AtomicInteger();
  private HttpServer server;
  private String base;

  @BeforeEach
  void listen() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    base = "http://127.0.0.1:" + server.getAddress().getPort();
    server.createContext("/small", exchange -> answer(exchange, 200, 10));
    server.createContext("/limit", exchange -> answer(exchange, 200, RemoteHttp.BODY_LIMIT_BYTES));
    server.createContext(
        "/large", exchange -> answer(exchange, 200, RemoteHttp.BODY_LIMIT_BYTES + 1));
    server.createContext(
        "/elsewhere",
        exchange -> {
          exchange.getResponseHeaders().set("Location", base + "/small");
          answer(exchange, 302, 0);
        });
    server.start();
  }

  private void answer(com.sun.net.httpserver.HttpExchange exchange, int status, int length)
      throws IOException {
    asked.incrementAndGet();
    exchange.sendResponseHeaders(status, length == 0 ? -1 : length);
    try (var body = exchange.getResponseBody()) {
      body.write(new byte[length]);
    }
  }

  @AfterEach
  void close() {
    server.stop(0);
    strict.close();
    local.close();
    vertx.close().await();
  }

  @Test
  void readsAnAnswer_upToTheLimit() throws RemoteRefused {
    assertThat(local.get(URI.create(base + "/small")).status()).isEqualTo(200);
    assertThat(local.get(URI.create(base + "/limit")).body()).hasSize(RemoteHttp.BODY_LIMIT_BYTES);
    assertThatThrownBy(() -> local.get(URI.create(base + "/large")))
        .isInstanceOf(RemoteRefused.class)
        .hasMessageContaining("too long");
  }

  @Test
  void followsNoRedirect() throws RemoteRefused {
    assertThat(local.get(URI.create(base + "/elsewhere")).status()).isEqualTo(302);
    assertThat(asked).hasValue(1);
  }

  @Test
  void asksNobodyHere_unlessTheOperatorAllowsIt() {
    for (String host : List.of("127.0.0.1", "localhost", "[::1]", "[::ffff:127.0.0.1]")) {
      for (String scheme : List.of("http", "https")) {
        URI uri =
            URI.create(scheme + "://" + host + ":" + server.getAddress().getPort() + "/small");
        assertThatThrownBy(() -> strict.get(uri)).as("%s", uri).isInstanceOf(RemoteRefused.class);
        assertThatThrownBy(() -> strict.post(uri, Map.of(), "a=b"))
            .isInstanceOf(RemoteRefused.class);
      }
    }
    assertThat(asked).hasValue(0);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "file:///etc/passwd",
        "ftp://127.0.0.1/",
        "http:/x",
        "//127.0.0.1",
        "http://a@127.0.0.1/"
      })
  void takesOnlyWebAddresses(String uri) {
    assertThatThrownBy(() -> local.get(URI.create(uri))).isInstanceOf(RemoteRefused.class);
  }

  @Test
  void saysSo_whenNobodyAnswers() {
    server.stop(0);

    assertThatThrownBy(() -> local.get(URI.create(base + "/small")))
        .isInstanceOf(RemoteRefused.class);
  }
}
