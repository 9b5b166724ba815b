package io.plenum.signaling.api;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Closes connections that never finish asking: those that send no complete head soon after they
 * connect, and those whose body does not end. Bounds how many there are at all. Called on event
 * loops.
 */
final class SlowClients {
  /** The head of a first request, over the slowest line that a meeting could use. */
  private static final long HEAD_LIMIT_MS = 10_000;

  /** A body of 64 kB. */
  private static final long BODY_LIMIT_MS = 15_000;

  /** One socket and a few requests for each of some thousand people; about 10 kB each. */
  private static final int CONNECTION_LIMIT = 10_000;

  /**
   * What a client may cost before it has asked.
   *
   * @param connections open at once
   * @param headMs until the first request's head is there
   * @param bodyMs until a request's body is there
   */
  record Limits(int connections, long headMs, long bodyMs) {
    static final Limits STANDARD = new Limits(CONNECTION_LIMIT, HEAD_LIMIT_MS, BODY_LIMIT_MS);
  }

  private final Vertx vertx;
  private final Limits limits;
  private final AtomicInteger connections = new AtomicInteger();
  private final ConcurrentHashMap<HttpConnection, Long> silent = new ConcurrentHashMap<>();
  private final ConcurrentHashMap<Exchange, Long> reading = new ConcurrentHashMap<>();

  SlowClients(Vertx vertx, Limits limits) {
    this.vertx = vertx;
    this.limits = limits;
  }

  void connected(HttpConnection connection) {
    // The channel's own end: one that became a WebSocket tells its connection's close handler
    // nothing, and its place would never be free again.
    ((ConnectionBase) connection)
        .channel()
        .closeFuture()
        .addListener(
            gone -> {
              connections.decrementAndGet();
              heard(connection);
            });
    if (connections.incrementAndGet() > limits.connections()) {
      connection.close();
      return;
    }
    silent.put(connection, vertx.setTimer(limits.headMs(), late -> connection.close()));
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
      Exchange exchange = Exchange.of(request);
      long timer =
          vertx.setTimer(
              limits.bodyMs(),
              late -> {
                reading.remove(exchange, late);
                closeIfUnread(request);
              });
      reading.put(exchange, timer);
      request
          .response()
          .endHandler(
              ended -> {
                reading.remove(exchange, timer);
                vertx.cancelTimer(timer);
              });
      handler.handle(request);
    };
  }

  /** One request on one connection; HTTP/1 has no streams, and one request at a time. */
  private record Exchange(HttpConnection connection, int stream) {
    static Exchange of(HttpServerRequest request) {
      return new Exchange(request.connection(), request.streamId());
    }
  }

  /**
   * A body that may take long, because its reader is known and has limits of its own: it is not
   * watched any more.
   */
  void bodyReadElsewhere(HttpServerRequest request) {
    Long timer = reading.remove(Exchange.of(request));
    if (timer != null) {
      vertx.cancelTimer(timer);
    }
  }

  private static void closeIfUnread(HttpServerRequest request) {
    if (!request.isEnded()) {
      request.connection().close();
    }
  }
}
