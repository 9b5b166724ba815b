package io.plenum.signaling.api;

import java.nio.charset.StandardCharsets;

/**
 * The header that makes a browser store an answer under a name instead of showing it (RFC 6266):
 * the name in ASCII for old programs, and whole, in the form of RFC 8187, for all others.
 */
final class ContentDisposition {
  /** RFC 8187 section 3.2.1: attr-char, besides letters and digits. */
  private static final String UNESCAPED = "!#$&+-.^_`|~";

  private ContentDisposition() {}

  static String attachment(String name) {
    return "attachment; filename=\"" + ascii(name) + "\"; filename*=UTF-8''" + escaped(name);
  }

  /** Neither quotes nor backslashes, nor percent signs, which some browsers decode here. */
  private static String ascii(String name) {
    StringBuilder ascii = new StringBuilder();
    name.codePoints()
        .forEach(
            point -> {
              boolean plain = point >= 0x20 && point < 0x7F && "\"\\%".indexOf(point) < 0;
              ascii.append(plain ? (char) point : '_');
            });
    return ascii.toString();
  }

  private static String escaped(String name) {
    StringBuilder escaped = new StringBuilder();
    for (byte one : name.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (one & 0xFF);
      boolean plain =
          (c >= 'a' && c <= 'z')
              || (c >= 'A' && c <= 'Z')
              || (c >= '0' && c <= '9')
              || UNESCAPED.indexOf(c) >= 0;
      if (plain) {
        escaped.append(c);
      } else {
        escaped.append("%%%02X".formatted((int) c));
      }
    }
    return escaped.toString();
  }
}
