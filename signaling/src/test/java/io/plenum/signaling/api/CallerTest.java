package io.plenum.signaling.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.access.Network;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is believed of a request, asked by real requests from 127.0.0.1. */
@Tag("I-8b")
class CallerTest {
  private static final List<Network> PROXIES =
      networks("127.0.0.0/8", "10.0.0.0/8", "2001:db8::/32");

  private static Vertx vertx;
  private static HttpServer server;
  private static volatile Caller caller;

  @BeforeAll
  static void listen() {
    vertx = Vertx.vertx();
    server =
        vertx
            .createHttpServer()
            .requestHandler(request -> request.response().end(seen(request).toBuffer()))
            .listen(0, "127.0.0.1")
            .await();
  }

  @AfterAll
  static void close() {
    vertx.close().await();
  }

  private static List<Network> networks(String... texts) {
    return Stream.of(texts).map(text -> Network.parse(text).orElseThrow()).toList();
  }

  private static JsonObject seen(HttpServerRequest request) {
    return new JsonObject()
        .put("address", caller.address(request).getHostAddress())
        .put("secure", caller.isSecure(request))
        .put("base", caller.baseUrl(request))
        .put("same", caller.isSameOrigin(request));
  }

  /** By hand, because a client library writes its own Host and Origin. */
  private static JsonObject ask(Caller by, String... headers) throws IOException {
    caller = by;
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort())) {
      String head =
          "GET / HTTP/1.1\r\nHost: Meet.Example.org\r\nConnection: close\r\n"
              + String.join("", Stream.of(headers).map(line -> line + "\r\n").toList())
              + "\r\n";
      OutputStream out = socket.getOutputStream();
      out.write(head.getBytes(StandardCharsets.ISO_8859_1));
      InputStream in = socket.getInputStream();
      String answer = new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
      return new JsonObject(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    }
  }

  private static String address(List<Network> trusted, String... headers) throws IOException {
    return ask(new Caller(Optional.empty(), trusted), headers).getString("address");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "203.0.113.9 | 203.0.113.9",
        "198.51.100.1, 203.0.113.9 | 203.0.113.9",
        "198.51.100.1, 203.0.113.9, 10.1.2.3 | 203.0.113.9",
        "10.9.9.9, 10.1.2.3 | 10.9.9.9",
        "2001:db8:ffff::1, 2001:db8::7 | 2001:db8:ffff:0:0:0:0:1",
        "2606:4700::1 | 2606:4700:0:0:0:0:0:1",
        "198.51.100.1, nonsense | 127.0.0.1",
        "198.51.100.1, 203.0.113.0/24 | 127.0.0.1",
        "'' | 127.0.0.1",
        "',,,' | 127.0.0.1"
      })
  void takesTheLastHop_thatNoTrustedProxyVouchesFor(String forwarded, String expected)
      throws IOException {
    assertThat(address(PROXIES, "X-Forwarded-For: " + forwarded)).isEqualTo(expected);
  }

  @Test
  void readsSeveralHeadersAsOne() throws IOException {
    assertThat(
            address(
                PROXIES, "X-Forwarded-For: 198.51.100.1", "X-Forwarded-For: 203.0.113.9, 10.0.0.1"))
        .isEqualTo("203.0.113.9");
  }

  @Test
  void believesNobody_whenNoProxyIsTrusted() throws IOException {
    Caller alone = new Caller(Optional.empty(), List.of());
    JsonObject seen = ask(alone, "X-Forwarded-For: 203.0.113.9", "X-Forwarded-Proto: https");
    assertThat(seen.getString("address")).isEqualTo("127.0.0.1");
    assertThat(seen.getBoolean("secure")).isFalse();
  }

  @Test
  void findsTheClient_howeverManyHopsItMadeUp() throws IOException {
    String forged = "198.51.100.1, ".repeat(300);
    assertThat(address(PROXIES, "X-Forwarded-For: " + forged + "203.0.113.9"))
        .isEqualTo("203.0.113.9");
  }

  @Test
  void takesTheProxysWordForTls() throws IOException {
    JsonObject seen = ask(new Caller(Optional.empty(), PROXIES), "X-Forwarded-Proto: https");
    assertThat(seen.getBoolean("secure")).isTrue();
    assertThat(seen.getString("base")).isEqualTo("https://meet.example.org");
  }

  @ParameterizedTest
  @Tag("I-8a")
  @CsvSource({
    "Origin: http://meet.example.org, true",
    "Origin: http://MEET.example.org, true",
    "Origin: https://meet.example.org, false",
    "Origin: http://meet.example.org:81, false",
    "Origin: http://evil.example, false",
    "Origin: null, false",
    "Sec-Fetch-Site: same-origin, true",
    "Sec-Fetch-Site: same-site, false",
    "Sec-Fetch-Site: cross-site, false",
    "Accept: */*, true"
  })
  void knowsItsOwnPages(String header, boolean same) throws IOException {
    assertThat(ask(new Caller(Optional.empty(), List.of()), header).getBoolean("same"))
        .isEqualTo(same);
  }

  @Test
  @Tag("I-8a")
  void heedsThePublicUrlOnly_whenThereIsOne() throws IOException {
    Caller open = new Caller(Optional.of(URI.create("https://plenum.example")), List.of());
    JsonObject seen = ask(open, "Origin: http://meet.example.org");
    assertThat(seen.getString("base")).isEqualTo("https://plenum.example");
    assertThat(seen.getBoolean("secure")).isTrue();
    assertThat(seen.getBoolean("same")).isFalse();
    assertThat(ask(open, "Origin: https://plenum.example").getBoolean("same")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8, 10.255.0.1, true",
    "10.0.0.0/8, 11.0.0.1, false",
    "10.1.2.3, 10.1.2.3, true",
    "10.1.2.3, 10.1.2.4, false",
    "10.1.2.128/25, 10.1.2.127, false",
    "0.0.0.0/0, 203.0.113.9, true",
    "0.0.0.0/0, ::1, false",
    "2001:db8::/33, 2001:db8:7fff::1, true",
    "2001:db8::/33, 2001:db8:8000::1, false"
  })
  void networkHoldsAddresses_withItsPrefix(String network, String address, boolean inside) {
    assertThat(Network.parse(network).orElseThrow().contains(InetAddress.ofLiteral(address)))
        .isEqualTo(inside);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "10.0.0.0/33", "10.0.0.0/-1", "::1/129", "10.0.0.0/", "a.b.c.d", "/8"})
  void isNoNetwork_whenItIsWrittenWrongly(String text) {
    assertThat(Network.parse(text)).isEmpty();
  }
}
