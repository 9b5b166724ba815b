package io.plenum.signaling.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes the one JSON text of a value: the JSON Canonicalization Scheme (RFC 8785), for all that
 * the log needs, which is everything but fractions. Two writers that follow the RFC make the same
 * bytes, so that a hash over them can be checked by anybody.
 */
final class CanonicalJson {
  /** RFC 8785 section 3.2.2.3, RFC 7493 section 2.2: beyond it doubles skip integers. */
  private static final long MAX_INTEGER = (1L << 53) - 1;

  private CanonicalJson() {}

  /**
   * The text of a map, list, string, integer or truth value.
   *
   * @throws IllegalArgumentException when it is, or holds, anything else
   */
  static String text(Object value) {
    StringBuilder out = new StringBuilder();
    write(out, value);
    return out.toString();
  }

  private static void write(StringBuilder out, Object value) {
    switch (value) {
      case String text -> string(out, text);
      case Integer number -> out.append(number.intValue());
      case Long number when Math.abs(number) <= MAX_INTEGER -> out.append(number.longValue());
      case Boolean flag -> out.append(flag.booleanValue());
      case List<?> list -> list(out, list);
      case Map<?, ?> map -> object(out, map);
      case null, default ->
          throw new IllegalArgumentException("cannot be a fact of the audit log: " + value);
    }
  }

  private static void list(StringBuilder out, List<?> list) {
    out.append('[');
    Iterator<?> each = list.iterator();
    while (each.hasNext()) {
      write(out, each.next());
      out.append(each.hasNext() ? "," : "");
    }
    out.append(']');
  }

  /** Section 3.2.3: members sorted by the UTF-16 units of their names, as Java compares strings. */
  private static void object(StringBuilder out, Map<?, ?> map) {
    TreeMap<String, Object> sorted = new TreeMap<>();
    map.forEach((name, value) -> sorted.put((String) name, value));
    out.append('{');
    String comma = "";
    for (Map.Entry<String, Object> member : sorted.entrySet()) {
      out.append(comma);
      string(out, member.getKey());
      out.append(':');
      write(out, member.getValue());
      comma = ",";
    }
    out.append('}');
  }

  /** Section 3.2.2.2. */
  private static void string(StringBuilder out, String given) {
    // Half of a surrogate pair is no text in UTF-8: it becomes a question mark.
    String text = new String(given.getBytes(UTF_8), UTF_8);
    out.append('"');
    for (int i = 0; i < text.length(); i++) {
      character(out, text.charAt(i));
    }
    out.append('"');
  }

  private static void character(StringBuilder out, char c) {
    switch (c) {
      case '"' -> out.append("\\\"");
      case '\\' -> out.append("\\\\");
      case '\b' -> out.append("\\b");
      case '\t' -> out.append("\\t");
      case '\n' -> out.append("\\n");
      case '\f' -> out.append("\\f");
      case '\r' -> out.append("\\r");
      default -> {
        if (c < ' ') {
          out.append("\\u00").append(Character.forDigit(c >> 4, 16));
          out.append(Character.forDigit(c & 0xf, 16));
        } else {
          out.append(c);
        }
      }
    }
  }
}
