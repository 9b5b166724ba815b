package io.plenum.signaling.api;

import io.plenum.signaling.message.Plain;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.stream.Stream;

/**
 * Refuses what is no text ({@link Plain#sound}) before any operation sees it, so that both
 * databases are asked for the same.
 */
final class SoundText {
  private SoundText() {}

  /**
   * Looks at all that a client wrote into the body, the path and the query.
   *
   * @throws Refusal when a text has a NUL or half a character
   */
  static void require(Request request) {
    boolean sound =
        Stream.of(request.path(), request.query())
                .flatMap(some -> some.values().stream())
                .allMatch(Plain::sound)
            && isSound(request.body());
    if (!sound) {
      throw new Refusal(
          ErrorCode.BAD_REQUEST, "A text holds a NUL, or half of a surrogate pair alone.");
    }
  }

  /** The contract lets no body nest deeply. */
  private static boolean isSound(Object value) {
    return switch (value) {
      case String text -> Plain.sound(text);
      case JsonObject object ->
          object.stream()
              .allMatch(field -> Plain.sound(field.getKey()) && isSoundOrNull(field.getValue()));
      case JsonArray array -> array.stream().allMatch(SoundText::isSoundOrNull);
      default -> true;
    };
  }

  private static boolean isSoundOrNull(Object value) {
    return value == null || isSound(value);
  }
}
