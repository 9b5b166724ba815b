package io.plenum.signaling.api;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Closes connections that never finish asking: those that send no complete head soon after they
 * connect, and those whose body does not end. Bounds how many there are at all. Called on event
 * loops.
 */
final class SlowClients {
  /** The head of a first request, over the slowest line that a meeting could use. */
  static final long HEAD_LIMIT_MS = 10_000;

  /** A body of 64 kB. */
  static final long BODY_LIMIT_MS = 15_000;

  /** One socket and a few requests for each of some thousand people; about 10 kB each. */
  static final int CONNECTION_LIMIT = 10_000;

  private final Vertx vertx;
  private final AtomicInteger connections = new AtomicInteger();
  private final ConcurrentHashMap<HttpConnection, Long> silent = new ConcurrentHashMap<>();

  SlowClients(Vertx vertx) {
    this.vertx = vertx;
  }

  void connected(HttpConnection connection) {
    connection.closeHandler(
        gone -> {
          connections.decrementAndGet();
          heard(connection);
        });
    if (connections.incrementAndGet() > CONNECTION_LIMIT) {
      connection.close();
      return;
    }
    silent.put(connection, vertx.setTimer(HEAD_LIMIT_MS, late -> connection.close()));
  }

  private void heard(HttpConnection connection) {
    Long timer = silent.remove(connection);
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }

  /** The handler, with each request's arrival watched. */
  Handler<HttpServerRequest> watching(Handler<HttpServerRequest> handler) {
    return request -> {
      heard(request.connection());
      long timer = vertx.setTimer(BODY_LIMIT_MS, late -> closeIfUnread(request));
      request.response().endHandler(ended -> vertx.cancelTimer(timer));
      handler.handle(request);
    };
  }

  private static void closeIfUnread(HttpServerRequest request) {
    if (!request.isEnded()) {
      request.connection().close();
    }
  }
}
