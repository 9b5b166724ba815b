package io.plenum.signaling.api;

import io.plenum.signaling.identity.User;
import io.vertx.core.json.JsonObject;

/** How things are written in answers; the shapes are the schemas of openapi.yaml. */
final class Json {
  private Json() {}

  static JsonObject of(User user) {
    return new JsonObject()
        .put("id", user.id())
        .put("name", user.name())
        .put("email", user.email())
        .put("role", user.role().text())
        .put("account", named(user.accountId(), user.accountName()));
  }

  private static JsonObject named(String id, String name) {
    return new JsonObject().put("id", id).put("name", name);
  }
}
