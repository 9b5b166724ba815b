package io.plenum.signaling.api;

import io.plenum.signaling.page.Page;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * What an operation answers when it succeeds.
 *
 * @param cookie what becomes of the refresh cookie
 * @param version of the thing that the body shows; the answer then has an entity tag
 * @param location where the thing is that was made, below {@link ApiRouter#PREFIX}
 * @param stream writes the whole answer itself; the rest means nothing then
 */
record Answer(
    int status,
    Optional<JsonObject> body,
    Cookie cookie,
    OptionalLong version,
    Optional<String> location,
    Optional<Streamed> stream) {

  /** An answer that is written piece by piece, by whoever {@link #open}s it. */
  @FunctionalInterface
  interface Streamed {
    /** Called on the event loop of the request, whose answer has not begun. */
    void open(RoutingContext routing);
  }

  /** What becomes of the refresh cookie. */
  sealed interface Cookie {
    record Unchanged() implements Cookie {}

    record Cleared() implements Cookie {}

    record Set(String token, long maxAgeSeconds) implements Cookie {}
  }

  static Answer ok(JsonObject body) {
    return of(200, Optional.of(body));
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
    return of(201, Optional.of(body));
  }

  static Answer nothing() {
    return of(204, Optional.empty());
  }

  private static Answer of(int status, Optional<JsonObject> body) {
    return new Answer(
        status,
        body,
        new Cookie.Unchanged(),
        OptionalLong.empty(),
        Optional.empty(),
        Optional.empty());
  }

  Answer with(Cookie changed) {
    return new Answer(status, body, changed, version, location, stream);
  }

  /** The same, of a thing that can be changed: its version counts its changes. */
  Answer ofVersion(long counted) {
    return new Answer(status, body, cookie, OptionalLong.of(counted), location, stream);
  }

  /** The same, with where to find what was made, as `/meetings/…`. */
  Answer at(String path) {
    return new Answer(status, body, cookie, version, Optional.of(path), stream);
  }

  /** An answer that is written piece by piece. */
  static Answer streamed(Streamed stream) {
    return new Answer(
        200,
        Optional.empty(),
        new Cookie.Unchanged(),
        OptionalLong.empty(),
        Optional.empty(),
        Optional.of(stream));
  }
}
