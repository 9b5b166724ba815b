package io.plenum.signaling.message;

/**
 * Tells text from what only looks like it, and takes out of what people write what others could not
 * see: control characters, and lone halves of surrogate pairs, which cannot be encoded.
 */
public final class Plain {
  private Plain() {}

  /**
   * Whether every store can keep it and every reader decode it: whole characters, and no NUL, which
   * PostgreSQL has in no text.
   */
  public static boolean sound(String text) {
    return text.codePoints().noneMatch(c -> c == 0 || Character.getType(c) == Character.SURROGATE);
  }

  /** One line: control characters become spaces, the ends are stripped. */
  public static String line(String text) {
    return replaced(text, false).strip();
  }

  /** The same, but line feeds and tabs stay as they are. */
  public static String paragraphs(String text) {
    return replaced(text, true);
  }

  private static String replaced(String text, boolean keepLines) {
    StringBuilder plain = new StringBuilder(text.length());
    text.codePoints()
        .forEach(
            c -> {
              boolean line = keepLines && (c == '\n' || c == '\t');
              plain.appendCodePoint(visible(c) || line ? c : ' ');
            });
    return plain.toString();
  }

  private static boolean visible(int c) {
    return !Character.isISOControl(c) && Character.getType(c) != Character.SURROGATE;
  }
}
