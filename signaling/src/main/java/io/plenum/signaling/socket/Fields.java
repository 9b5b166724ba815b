package io.plenum.signaling.socket;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Reads the fields of one JSON object without ever throwing: a field that is missing or wrong
 * becomes a harmless value, and {@link #problem} tells the first one.
 */
final class Fields {
  /** ECMA-262, Number.MAX_SAFE_INTEGER. */
  private static final long MAX_SAFE_INTEGER = (1L << 53) - 1;

  private final JsonObject json;
  private String problem;

  Fields(JsonObject json) {
    this.json = json;
  }

  /** What is wrong with what was read so far, or null. */
  String problem() {
    return problem;
  }

  void wrong(String what) {
    problem = problem == null ? what : problem;
  }

  boolean has(String key) {
    return json.getValue(key) != null;
  }

  /** A string of {@code least} to {@code most} characters (UTF-16 units). */
  String text(String key, int least, int most) {
    if (json.getValue(key) instanceof String text
        && text.length() >= least
        && text.length() <= most) {
      return text;
    }
    wrong(key + " must be a string of " + least + " to " + most + " characters");
    return "";
  }

  /** As {@link #text}, or {@code otherwise} when the field is missing. */
  String text(String key, int least, int most, String otherwise) {
    return has(key) ? text(key, least, most) : otherwise;
  }

  /** True, false, or {@code otherwise} when the field is missing. */
  Boolean truth(String key, Boolean otherwise) {
    Object value = json.getValue(key);
    if (value == null) {
      return otherwise;
    }
    if (value instanceof Boolean truth) {
      return truth;
    }
    wrong(key + " must be true or false");
    return otherwise;
  }

  /** A whole number from 0 to {@code most}. */
  int size(String key, int most) {
    if (json.getValue(key) instanceof Integer number && number >= 0 && number <= most) {
      return number;
    }
    wrong(key + " must be a whole number from 0 to " + most);
    return 0;
  }

  /** A number that counts from 1, as chat messages do; JavaScript counts exactly up to here. */
  long ordinal(String key) {
    if (json.getValue(key) instanceof Number number
        && (number instanceof Integer || number instanceof Long)
        && number.longValue() >= 1
        && number.longValue() <= MAX_SAFE_INTEGER) {
      return number.longValue();
    }
    wrong(key + " must be a whole number from 1");
    return 1;
  }

  /** Any number. */
  double number(String key) {
    if (json.getValue(key) instanceof Number number) {
      return number.doubleValue();
    }
    wrong(key + " must be a number");
    return 0;
  }

  /** An array of at most {@code most} objects, each read by {@code reader}. */
  <T> List<T> list(String key, int most, Function<Fields, T> reader) {
    if (!(json.getValue(key) instanceof JsonArray array) || array.size() > most) {
      wrong(key + " must be an array of at most " + most + " objects");
      return List.of();
    }
    List<T> read = new ArrayList<>();
    for (int i = 0; i < array.size(); i++) {
      if (array.getValue(i) instanceof JsonObject object) {
        Fields element = new Fields(object);
        read.add(reader.apply(element));
        if (element.problem != null) {
          wrong(key + "[" + i + "]: " + element.problem);
        }
      } else {
        wrong(key + "[" + i + "] must be an object");
      }
    }
    return problem == null ? read : List.of();
  }

  /** The fields of an object, or none when it is missing. */
  Fields object(String key) {
    return new Fields(json.getValue(key) instanceof JsonObject object ? object : new JsonObject());
  }
}
