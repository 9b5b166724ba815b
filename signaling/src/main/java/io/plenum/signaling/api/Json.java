package io.plenum.signaling.api;

import io.plenum.signaling.identity.Account;
import io.plenum.signaling.identity.SignIn;
import io.plenum.signaling.identity.User;
import io.plenum.signaling.identity.Users;
import io.vertx.core.json.JsonObject;

/** How things are written in answers; the shapes are the schemas of openapi.yaml. */
final class Json {
  private Json() {}

  static JsonObject of(User user) {
    JsonObject json =
        new JsonObject()
            .put("id", user.id())
            .put("name", user.name())
            .put("role", user.role().text())
            .put("account", named(user.accountId(), user.accountName()))
            .put("mustChangePassword", user.mustChangePassword())
            .put("disabled", user.disabled())
            .put("muteOnEntry", user.muteOnEntry());
    if (user.standsFor().isEmpty()) {
      json.put("email", user.email());
    }
    return json;
  }

  static JsonObject of(Users.Added added) {
    JsonObject json = new JsonObject().put("user", of(added.user()));
    added.toShow().ifPresent(password -> json.put("password", password));
    return json;
  }

  static JsonObject of(Account account) {
    return new JsonObject()
        .put("id", account.id())
        .put("name", account.name())
        .put("region", account.region().text())
        .put("settings", account.settings().toJson())
        .put("version", account.version())
        .put("createdAt", account.createdAt().toString());
  }

  static JsonObject of(SignIn signIn, boolean current) {
    return new JsonObject()
        .put("id", signIn.id())
        .put("device", signIn.device().name())
        .put("address", signIn.device().source())
        .put("createdAt", signIn.createdAt().toString())
        .put("usedAt", signIn.usedAt().toString())
        .put("current", current);
  }

  private static JsonObject named(String id, String name) {
    return new JsonObject().put("id", id).put("name", name);
  }
}
