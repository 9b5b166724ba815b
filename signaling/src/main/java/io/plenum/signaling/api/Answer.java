package io.plenum.signaling.api;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/**
 * What an operation answers when it succeeds.
 *
 * @param cookie what becomes of the refresh cookie
 */
record Answer(int status, Optional<JsonObject> body, Cookie cookie) {

  /** What becomes of the refresh cookie. */
  sealed interface Cookie {
    record Unchanged() implements Cookie {}

    record Cleared() implements Cookie {}

    record Set(String token, long maxAgeSeconds) implements Cookie {}
  }

  static Answer ok(JsonObject body) {
    return new Answer(200, Optional.of(body), new Cookie.Unchanged());
  }

  static Answer created(JsonObject body) {
    return new Answer(201, Optional.of(body), new Cookie.Unchanged());
  }

  static Answer nothing() {
    return new Answer(204, Optional.empty(), new Cookie.Unchanged());
  }

  Answer with(Cookie changed) {
    return new Answer(status, body, changed);
  }
}
