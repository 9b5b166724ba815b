package io.plenum.rtc.sdp;

import java.util.ArrayList;
import java.util.List;

/** Words and numbers of the grammar (RFC 8866, section 9); every function is total. */
final class SdpText {
  private static final String TOKEN_MARKS = "!#$%&'*+-.^_`{|}~";

  private SdpText() {}

  /** A decimal number of {@code 0..max}; -1 for anything else. */
  static long number(String text, long max) {
    if (text.isEmpty() || text.length() > 10) {
      return -1;
    }
    long value = 0;
    for (int i = 0; i < text.length(); i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value <= max ? value : -1;
  }

  /** Whether {@code text} is a token of 1 to {@code max} characters. */
  static boolean token(String text, int max) {
    return within(text, 1, max) && text.chars().allMatch(SdpText::tokenCharacter);
  }

  private static boolean tokenCharacter(int c) {
    return alphanumeric(c) || TOKEN_MARKS.indexOf(c) >= 0;
  }

  /**
   * Whether {@code text} is an ice-ufrag or ice-pwd (RFC 8839, section 5.4) of so many characters.
   */
  static boolean iceCharacters(String text, int min, int max) {
    return within(text, min, max)
        && text.chars().allMatch(c -> alphanumeric(c) || c == '+' || c == '/');
  }

  /** Whether {@code text} is a rid-id (RFC 8851, section 10). */
  static boolean rid(String text) {
    return within(text, 1, SdpLimits.MAX_RID_CHARACTERS)
        && text.chars().allMatch(c -> alphanumeric(c) || c == '-' || c == '_');
  }

  /** Whether {@code line} has no control characters, so that it can be repeated safely. */
  static boolean printable(String line) {
    return line.chars().noneMatch(c -> (c < ' ' && c != '\t') || c == 0x7F);
  }

  private static boolean within(String text, int min, int max) {
    return text.length() >= min && text.length() <= max;
  }

  private static boolean alphanumeric(int c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  }

  /** The pieces between single {@code separator}s, empty ones left out. */
  static List<String> split(String text, char separator) {
    List<String> pieces = new ArrayList<>();
    int from = 0;
    while (from <= text.length()) {
      int to = text.indexOf(separator, from);
      int end = to < 0 ? text.length() : to;
      if (end > from) {
        pieces.add(text.substring(from, end));
      }
      from = end + 1;
    }
    return pieces;
  }

  /** The first {@code count} characters, or all if there are fewer. */
  static String head(String text, int count) {
    return text.substring(0, Math.min(count, text.length()));
  }

  /** What stands before the first {@code separator}; all of it if there is none. */
  static String before(String text, char separator) {
    int at = text.indexOf(separator);
    return at < 0 ? text : text.substring(0, at);
  }

  /** What stands after the first {@code separator}; empty if there is none. */
  static String after(String text, char separator) {
    int at = text.indexOf(separator);
    return at < 0 ? "" : text.substring(at + 1);
  }
}
