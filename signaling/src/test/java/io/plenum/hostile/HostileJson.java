package io.plenum.hostile;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;

/**
 * Well-meant JSON, spoilt: wrong types, numbers that no machine holds, missing and doubled fields,
 * nesting, text that is none. A writer of its own, since no good one writes this.
 */
public final class HostileJson {
  /** Below the limit of a request's body, so that what is tried is the reader. */
  private static final int DEEP = 20_000;

  private static final List<String> LITERALS =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-0",
          "-1",
          "0.1",
          "2147483648",
          "-2147483649",
          "9007199254740993",
          "9223372036854775808",
          "-9223372036854775809",
          "1e308",
          "1e400",
          "-1e400",
          "1e-400",
          "1E+2147483648",
          "1" + "0".repeat(1_200),
          "0." + "3".repeat(1_000),
          "[]",
          "{}",
          "[null]",
          "[[[[[]]]]]",
          "{\"\":null}",
          "{\"__proto__\":{\"admin\":true}}",
          "[" + "1,".repeat(3_000) + "1]",
          "{\"a\":{\"a\":{\"a\":{\"a\":{\"a\":{}}}}}}");

  private static final List<String> NO_JSON =
      List.of(
          "",
          " ",
          "{",
          "}",
          "[",
          "{\"a\":",
          "{\"a\":1,}",
          "{'a':1}",
          "{a:1}",
          "{\"a\":NaN}",
          "{\"a\":01}",
          "{\"a\":0x1}",
          "{}{}",
          "{} trailing",
          "\uFEFF{}",
          "\u0000",
          "{\"a\":\"\u0000\"}",
          "{\"a\":\"\n\"}",
          "{\"a\":\"\\u00\"}",
          "{\"a\":\"\\x41\"}",
          "<xml/>",
          "a=b&c=d",
          "[".repeat(DEEP),
          "{\"a\":".repeat(DEEP / 5),
          "[".repeat(DEEP) + "]".repeat(DEEP));

  private final Random random;

  public HostileJson(Random random) {
    this.random = random;
  }

  /** The object with something wrong about it. */
  public String spoil(JsonObject good) {
    return switch (random.nextInt(10)) {
      case 0 -> NO_JSON.get(random.nextInt(NO_JSON.size()));
      case 1 -> literal();
      case 2 -> without(good);
      case 3 -> doubled(good);
      case 4 -> "{\"unknown\":" + value() + "," + write(good, -1, () -> "").substring(1);
      default -> write(good, random.nextInt(leaves(good)), this::value);
    };
  }

  /** Any value where another was meant. */
  private String value() {
    return random.nextBoolean() ? quoted(HostileText.any(random)) : literal();
  }

  private String literal() {
    return LITERALS.get(random.nextInt(LITERALS.size()));
  }

  private String without(JsonObject good) {
    JsonObject less = good.copy();
    List<String> names = new ArrayList<>(less.fieldNames());
    if (!names.isEmpty()) {
      less.remove(names.get(random.nextInt(names.size())));
    }
    return write(less, -1, () -> "");
  }

  private String doubled(JsonObject good) {
    List<String> names = new ArrayList<>(good.fieldNames());
    String name = names.isEmpty() ? "a" : names.get(random.nextInt(names.size()));
    String whole = write(good, -1, () -> "");
    return "{" + quoted(name) + ":" + value() + "," + whole.substring(1);
  }

  private static int leaves(Object value) {
    return switch (value) {
      case JsonObject object ->
          1 + object.stream().mapToInt(entry -> leaves(entry.getValue())).sum();
      case JsonArray array -> 1 + array.stream().mapToInt(HostileJson::leaves).sum();
      case null, default -> 1;
    };
  }

  /** The value as text, with the one of this number (in reading order) replaced. */
  private static String write(Object value, int number, Supplier<String> replacement) {
    if (number == 0) {
      return replacement.get();
    }
    List<String> parts = new ArrayList<>();
    int next = number - 1;
    switch (value) {
      case JsonObject object -> {
        for (Map.Entry<String, Object> entry : object) {
          Object inner = JsonObject.of("it", entry.getValue()).getValue("it");
          parts.add(quoted(entry.getKey()) + ":" + write(inner, next, replacement));
          next -= leaves(inner);
        }
        return "{" + String.join(",", parts) + "}";
      }
      case JsonArray array -> {
        for (Object inner : array) {
          parts.add(write(inner, next, replacement));
          next -= leaves(inner);
        }
        return "[" + String.join(",", parts) + "]";
      }
      case String text -> {
        return quoted(text);
      }
      case null, default -> {
        return String.valueOf(value);
      }
    }
  }

  /** Control characters and halves of pairs escaped, the rest as it is. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    text.chars()
        .forEach(
            c -> {
              if (c == '"' || c == '\\') {
                quoted.append('\\').append((char) c);
              } else if (c < ' ' || Character.isSurrogate((char) c)) {
                quoted.append(String.format("\\u%04x", c));
              } else {
                quoted.append((char) c);
              }
            });
    return quoted.append('"').toString();
  }
}
