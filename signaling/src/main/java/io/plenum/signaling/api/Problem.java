package io.plenum.signaling.api;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An error as a client sees it: problem+json, RFC 9457.
 *
 * @param detail English, for a developer
 * @param errors what is wrong where in the body
 * @param retryAfter when it is worth trying again
 */
public record Problem(
    ErrorCode code, String detail, List<Fault> errors, Optional<Duration> retryAfter) {
  public static final String MEDIA_TYPE = "application/problem+json";

  /**
   * One fault of a body.
   *
   * @param pointer where (JSON Pointer, RFC 6901)
   */
  public record Fault(String pointer, String detail) {}

  public static Problem of(ErrorCode code, String detail) {
    return new Problem(code, detail, List.of(), Optional.empty());
  }

  public static Problem of(ErrorCode code) {
    return of(code, code.title() + ".");
  }

  /**
   * Not now.
   *
   * @param detail what there is too much of
   */
  static Problem tooMany(String detail, Duration retryAfter) {
    return of(ErrorCode.TOO_MANY_REQUESTS, detail).after(retryAfter);
  }

  /** The same, and which part of the body is at fault. */
  Problem at(String pointer, String fault) {
    return new Problem(code, detail, List.of(new Fault(pointer, fault)), retryAfter);
  }

  /** The same, and when it is worth trying again. */
  Problem after(Duration wait) {
    return new Problem(code, detail, errors, Optional.of(wait));
  }

  /** Whole seconds, at least one, as Retry-After wants them (RFC 9110 section 10.2.3). */
  Optional<Long> retryAfterSeconds() {
    return retryAfter.map(wait -> Math.max(1, wait.plusMillis(999).toSeconds()));
  }

  JsonObject toJson() {
    JsonObject json =
        new JsonObject()
            .put("type", "about:blank")
            .put("title", code.title())
            .put("status", code.status())
            .put("code", code.text())
            .put("detail", detail);
    if (!errors.isEmpty()) {
      JsonArray list = new JsonArray();
      errors.forEach(
          fault ->
              list.add(
                  new JsonObject().put("pointer", fault.pointer()).put("detail", fault.detail())));
      json.put("errors", list);
    }
    retryAfterSeconds().ifPresent(seconds -> json.put("retryAfterSeconds", seconds));
    return json;
  }
}
