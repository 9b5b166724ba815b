package io.plenum.signaling.api;

import io.plenum.signaling.stream.StreamKey;
import io.plenum.signaling.stream.StreamKeys;
import io.plenum.signaling.stream.StreamScope;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.util.Map;

/** The keys by which machines stream into a meeting, or watch it. */
final class StreamKeyOperations {
  private final StreamKeys keys;
  private final InstantSource clock;

  StreamKeyOperations(StreamKeys keys, InstantSource clock) {
    this.keys = keys;
    this.clock = clock;
  }

  Map<String, Operation> byId() {
    return Map.of(
        "listStreamKeys", this::list, "makeStreamKey", this::make, "endStreamKey", this::end);
  }

  private Answer list(Request request) {
    JsonArray items = new JsonArray();
    keys.list(request.who(), request.path().get("id")).forEach(key -> items.add(json(key)));
    return Answer.ok(new JsonObject().put("items", items));
  }

  private Answer make(Request request) {
    StreamScope scope = StreamScope.of(request.text("scope"));
    StreamKey.WithSecret made =
        keys.make(
            request.who(),
            request.address(),
            request.path().get("id"),
            scope,
            request.text("name").strip(),
            request.optionalText("expiresAt").map(this::life));
    JsonObject body =
        json(made.key())
            .put("secret", made.secret())
            .put("url", request.baseUrl() + StreamRoutes.endpoint(scope));
    return Answer.created(body);
  }

  /** How long from now; at least a moment. */
  private Duration life(String until) {
    try {
      Duration life = Duration.between(clock.instant(), OffsetDateTime.parse(until).toInstant());
      if (life.isPositive()) {
        return life;
      }
    } catch (DateTimeException e) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "expiresAt is a moment as 2026-03-02T08:00:00Z.");
    }
    throw new Refusal(ErrorCode.BAD_REQUEST, "expiresAt lies in the past.");
  }

  private Answer end(Request request) {
    Map<String, String> path = request.path();
    keys.end(request.who(), request.address(), path.get("id"), path.get("key"));
    return Answer.nothing();
  }

  private static JsonObject json(StreamKey key) {
    return new JsonObject()
        .put("id", key.id())
        .put("scope", key.scope().text())
        .put("name", key.name())
        .put("createdAt", key.createdAt().toString())
        .put("expiresAt", key.expiresAt().toString());
  }
}
