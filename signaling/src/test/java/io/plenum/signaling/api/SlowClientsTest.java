package io.plenum.signaling.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S-4")
class SlowClientsTest {
  private static final SlowClients.Limits SMALL = new SlowClients.Limits(2, 300, 300);
  private static final int PATIENCE_MS = 10_000;

  private Vertx vertx;
  private HttpServer server;

  @BeforeEach
  void listen() {
    vertx = Vertx.vertx();
    SlowClients slow = new SlowClients(vertx, SMALL);
    server =
        vertx
            .createHttpServer(
                new HttpServerOptions()
                    .setHttp2ClearTextEnabled(false)
                    .setWebSocketClosingTimeout(1))
            .connectionHandler(slow::connected)
            .requestHandler(
                slow.watching(
                    request -> {
                      if (request.getHeader("Upgrade") != null) {
                        request.toWebSocket();
                      } else {
                        request.endHandler(all -> request.response().end("read"));
                      }
                    }))
            .listen(0, "127.0.0.1")
            .await();
  }

  @AfterEach
  void close() {
    vertx.close().await();
  }

  private Socket open() throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.actualPort());
    socket.setSoTimeout(PATIENCE_MS);
    return socket;
  }

  private static void say(Socket socket, String text) throws IOException {
    socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static String rest(Socket socket) throws IOException {
    return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
  }

  @Test
  void closesAConnection_thatNeverAsks() throws IOException {
    try (Socket silent = open();
        Socket slow = open()) {
      say(slow, "GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ");
      assertThat(rest(silent)).isEmpty();
      assertThat(rest(slow)).isEmpty();
    }
  }

  @Test
  void closesAConnection_whoseBodyDoesNotEnd() throws IOException {
    try (Socket slow = open()) {
      say(slow, "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 10\r\n\r\nabc");
      assertThat(rest(slow)).isEmpty();
    }
  }

  @Test
  void answersAPromptClient() throws IOException {
    try (Socket prompt = open()) {
      say(
          prompt,
          "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: 3\r\n\r\nabc");
      assertThat(rest(prompt)).endsWith("read");
    }
  }

  @Test
  void refusesOneConnectionTooMany_untilAnotherIsGone() throws IOException {
    String ask = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
    try (Socket first = open();
        Socket second = open();
        Socket third = open()) {
      assertThat(rest(third)).isEmpty();
      say(first, ask);
      say(second, ask);
      assertThat(rest(first)).endsWith("read");
      assertThat(rest(second)).endsWith("read");
    }
    answersAPromptClient();
  }

  /** A WebSocket is a connection for as long as it lives, and no longer. */
  @Test
  void forgetsAWebSocket_whenItIsClosed() throws Exception {
    HttpClient http = HttpClient.newHttpClient();
    for (int i = 0; i < 3 * SMALL.connections(); i++) {
      WebSocket socket =
          http.newWebSocketBuilder()
              .connectTimeout(Duration.ofMillis(PATIENCE_MS))
              .buildAsync(
                  URI.create("ws://127.0.0.1:" + server.actualPort() + "/"),
                  new WebSocket.Listener() {})
              .join();
      Thread.sleep(2 * SMALL.headMs());
      assertThat(socket.isInputClosed()).isFalse();
      socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join();
      while (!socket.isInputClosed()) {
        Thread.sleep(1);
      }
      // The server notices the end of the line a moment later.
      Thread.sleep(100);
    }
  }
}
