package io.plenum.signaling.api;

import io.plenum.signaling.page.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.function.Function;

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

  /** A page of a list, each item written by `json`. */
  static <T> Answer page(Page<T> page, Function<T, JsonObject> json) {
    JsonArray items = new JsonArray();
    page.items().forEach(item -> items.add(json.apply(item)));
    JsonObject body = new JsonObject().put("items", items);
    page.next().ifPresent(place -> body.put("next", Cursor.write(place)));
    return ok(body);
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
