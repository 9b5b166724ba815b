package io.plenum.signaling.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.TimeUnit;

/** The plain port beside HTTPS: every request is sent there (REQUIREMENTS S-1), none is read. */
record HttpsRedirect(HttpServer server) {
  private static final int HTTPS_PORT = 443;
  private static final long CLOSE_SECONDS = 1;

  /** Listens; {@code securePort} is where HTTPS is on this machine. */
  static Future<HttpServer> listen(
      Vertx vertx, HttpServerOptions options, SlowClients slow, Caller caller, int securePort) {
    return vertx
        .createHttpServer(options)
        .connectionHandler(slow::connected)
        .invalidRequestHandler(InvalidRequests::answer)
        .requestHandler(slow.watching(request -> answer(request, caller, securePort)))
        .listen();
  }

  private static void answer(HttpServerRequest request, Caller caller, int securePort) {
    if (request.authority() == null) {
      request.response().setStatusCode(400).putHeader("Connection", "close").end();
      return;
    }
    String base =
        caller
            .configuredUrl()
            .map(Object::toString)
            .orElseGet(() -> "https://" + request.authority().host() + suffix(securePort));
    request
        .response()
        .setStatusCode(301)
        .putHeader("Location", base + request.uri())
        .putHeader("Connection", "close")
        .end();
  }

  private static String suffix(int port) {
    return port == HTTPS_PORT ? "" : ":" + port;
  }

  int port() {
    return server.actualPort();
  }

  void close() {
    server
        .shutdown(CLOSE_SECONDS, TimeUnit.SECONDS)
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }
}
