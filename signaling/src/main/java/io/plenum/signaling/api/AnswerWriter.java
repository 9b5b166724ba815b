package io.plenum.signaling.api;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes what an operation answered. Called on the event loop of the request. */
final class AnswerWriter {
  private static final Logger log = LoggerFactory.getLogger(AnswerWriter.class);

  private final RefreshCookie cookie;

  AnswerWriter(RefreshCookie cookie) {
    this.cookie = cookie;
  }

  /** Tells the caller what is left of their quota, whatever the answer will be. */
  static void tell(RoutingContext routing, RequestRate.Standing standing) {
    if (isOpen(routing.response())) {
      routing
          .response()
          .putHeader("RateLimit-Policy", standing.policy())
          .putHeader("RateLimit", standing.limit());
    }
  }

  void write(RoutingContext routing, Answer answer) {
    HttpServerResponse response = routing.response();
    if (!isOpen(response)) {
      return;
    }
    if (answer.stream().isPresent()) {
      answer.stream().get().open(routing);
      return;
    }
    cookie.write(routing, answer.cookie());
    // What has a tag may be kept, but not used unasked.
    String keep = answer.version().isPresent() ? "private, no-cache" : "no-store";
    response.setStatusCode(answer.status()).putHeader("Cache-Control", keep);
    answer.location().ifPresent(path -> response.putHeader("Location", ApiRouter.PREFIX + path));
    Future<Void> sent =
        answer.body().isPresent()
            ? end(routing, answer, answer.body().get().toBuffer())
            : response.end();
    sent.onFailure(e -> log.debug("The client left before its answer: {}", e.toString()));
  }

  private static Future<Void> end(RoutingContext routing, Answer answer, Buffer body) {
    HttpServerResponse response = routing.response();
    if (answer.version().isPresent()) {
      String tag = Version.tag(answer.version().getAsLong(), body);
      response.putHeader("ETag", tag);
      boolean read = routing.request().method().equals(HttpMethod.GET);
      if (read && Version.isKnown(tag, routing.request().getHeader("If-None-Match"))) {
        return response.setStatusCode(304).end();
      }
    }
    return response.putHeader("Content-Type", "application/json").end(body);
  }

  private static boolean isOpen(HttpServerResponse response) {
    return !response.ended() && !response.closed();
  }
}
