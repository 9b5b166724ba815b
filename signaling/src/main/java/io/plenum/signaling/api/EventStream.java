package io.plenum.signaling.api;

import io.vertx.core.Context;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.ArrayDeque;

/**
 * One client's stream of events (text/event-stream: WHATWG HTML, section 9.2). What does not fit
 * into the connection waits in a bounded queue; a client that reads too slowly is cut off, and
 * resumes after the last event that it heard. Any thread may send and end; the rest happens on the
 * request's event loop.
 */
final class EventStream {
  /** As of a live session's socket (docs/protocol.md section 2). */
  static final int QUEUE_LIMIT = 1_000;

  private final Context loop;
  private final HttpServerResponse response;

  /** Confined to the event loop. */
  private final ArrayDeque<String> waiting = new ArrayDeque<>();

  /** Begins the answer; to be called on the request's event loop. */
  EventStream(RoutingContext routing, Runnable whenClosed) {
    this.loop = routing.vertx().getOrCreateContext();
    this.response = routing.response();
    response
        .setChunked(true)
        .putHeader("Content-Type", "text/event-stream; charset=utf-8")
        .putHeader("Cache-Control", "no-store")
        // nginx would keep events back until its buffer is full.
        .putHeader("X-Accel-Buffering", "no");
    response.drainHandler(room -> flush());
    response.exceptionHandler(broken -> response.reset());
    response.closeHandler(closed -> whenClosed.run());
    response.endHandler(ended -> whenClosed.run());
  }

  /** One event; {@code id} is where a client resumes. */
  void send(String name, long id, JsonObject data) {
    write("event: " + name + "\nid: " + id + "\ndata: " + data.encode() + "\n\n");
  }

  /** Says nothing, so that nothing between takes the connection for dead. */
  void beat() {
    write(":\n\n");
  }

  private void write(String frame) {
    loop.runOnContext(
        now -> {
          if (waiting.size() >= QUEUE_LIMIT) {
            response.reset();
            return;
          }
          waiting.add(frame);
          flush();
        });
  }

  private void flush() {
    while (!waiting.isEmpty() && isOpen() && !response.writeQueueFull()) {
      response.write(waiting.poll());
    }
  }

  /** Ends the answer after what was sent. */
  void end() {
    loop.runOnContext(
        now -> {
          if (isOpen()) {
            flush();
            response.end();
          }
        });
  }

  private boolean isOpen() {
    return !response.ended() && !response.closed();
  }
}
