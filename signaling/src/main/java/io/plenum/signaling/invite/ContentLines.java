package io.plenum.signaling.invite;

/**
 * Folds the lines of an iCalendar object (RFC 5545 section 3.1): none is longer than 75 octets, and
 * no character is torn apart. The calendar library counts characters instead, and may part the two
 * halves of an emoji.
 */
final class ContentLines {
  private static final int OCTETS = 75;
  private static final String CRLF = "\r\n";

  private ContentLines() {}

  /** `text`: lines with CRLF, not folded yet. */
  static String fold(String text) {
    StringBuilder out = new StringBuilder(text.length() + text.length() / OCTETS * CRLF.length());
    int onLine = 0;
    for (int i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
      int c = text.codePointAt(i);
      if (c == '\r' || c == '\n') {
        onLine = 0;
      } else if (onLine + octets(c) > OCTETS) {
        out.append(CRLF).append(' ');
        onLine = 1 + octets(c);
      } else {
        onLine += octets(c);
      }
      out.appendCodePoint(c);
    }
    return out.toString();
  }

  /** In UTF-8 (RFC 3629 section 3). */
  private static int octets(int c) {
    if (c < 0x80) {
      return 1;
    }
    if (c < 0x800) {
      return 2;
    }
    return c < 0x10000 ? 3 : 4;
  }
}
