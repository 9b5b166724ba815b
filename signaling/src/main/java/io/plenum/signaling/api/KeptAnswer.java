package io.plenum.signaling.api;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.OptionalLong;

/** An answer as a row keeps it: all but the cookie, which no operation with a key sets. */
record KeptAnswer(int status, JsonObject json) {

  static KeptAnswer of(Answer answer) {
    JsonObject json = new JsonObject();
    answer.body().ifPresent(body -> json.put("body", body));
    answer.version().ifPresent(version -> json.put("version", version));
    answer.location().ifPresent(location -> json.put("location", location));
    return new KeptAnswer(answer.status(), json);
  }

  Answer read() {
    Long version = json.getLong("version");
    return new Answer(
        status,
        Optional.ofNullable(json.getJsonObject("body")),
        new Answer.Cookie.Unchanged(),
        version == null ? OptionalLong.empty() : OptionalLong.of(version),
        Optional.ofNullable(json.getString("location")),
        Optional.empty());
  }
}
