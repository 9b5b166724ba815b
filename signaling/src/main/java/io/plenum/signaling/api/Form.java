package io.plenum.signaling.api;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * A body of type application/x-www-form-urlencoded, as OAuth 2.0 wants it (RFC 6749 appendix B).
 */
final class Form {
  static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

  private Form() {}

  /** Whether the body is one; {@link ApiRouter} takes it only where the contract wants it. */
  static boolean isSent(HttpServerRequest request) {
    String type = request.getHeader("Content-Type");
    return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase(MEDIA_TYPE);
  }

  /** The fields of a request that was read: each a text, or an array where it came twice. */
  static JsonObject read(HttpServerRequest request) {
    JsonObject fields = new JsonObject();
    for (String name : request.formAttributes().names()) {
      List<String> values = request.formAttributes().getAll(name);
      fields.put(name, values.size() == 1 ? values.getFirst() : new JsonArray(values));
    }
    return fields;
  }
}
