package io.plenum.signaling.file;

import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a file is called, as people gave it but for what could hurt: no path, no control characters,
 * nothing that turns the direction of writing (which hides a name's ending), not too long.
 */
public record FileName(String text) {
  /** Characters; common file systems take 255 bytes, and clients shorten for theirs. */
  public static final int MAX_LENGTH = 200;

  /** What a file without a usable name is called. */
  static final String NAMELESS = "file";

  private static final Pattern EDGES =
      Pattern.compile("^[.\\s]+|[.\\s]+$", Pattern.UNICODE_CHARACTER_CLASS);

  /** An ending longer than this is no ending. */
  private static final int ENDING_LENGTH = 16;

  /** What file systems of Windows and others refuse, and what separates folders. */
  private static final Set<Integer> REFUSED =
      Set.of(
          (int) '/',
          (int) '\\',
          (int) ':',
          (int) '*',
          (int) '?',
          (int) '"',
          (int) '<',
          (int) '>',
          (int) '|');

  /** A usable name, whatever was given. Total; a usable name stays as it is. */
  public static FileName of(String given) {
    StringBuilder clean = new StringBuilder();
    given.codePoints().forEach(point -> append(clean, point));
    String name = trimmed(clean.toString());
    return new FileName(name.isEmpty() ? NAMELESS : trimmed(shortened(name)));
  }

  private static void append(StringBuilder clean, int point) {
    switch (Character.getType(point)) {
      case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR ->
          clean.append(' ');
      // Bidirectional controls are of the type FORMAT, so are joiners that some scripts need.
      case Character.SURROGATE, Character.UNASSIGNED -> clean.append('_');
      case Character.FORMAT -> {
        if (!turnsWriting(point)) {
          clean.appendCodePoint(point);
        }
      }
      default -> clean.appendCodePoint(REFUSED.contains(point) ? '_' : point);
    }
  }

  /** Unicode's explicit directional formatting characters (UAX #9, section 2) and the two marks. */
  private static boolean turnsWriting(int point) {
    return (point >= 0x202A && point <= 0x202E)
        || (point >= 0x2066 && point <= 0x2069)
        || point == 0x200E
        || point == 0x200F
        || point == 0x061C;
  }

  /** Without white space around it and dots at its ends: no hidden file, no parent folder. */
  private static String trimmed(String name) {
    return EDGES.matcher(name).replaceAll("");
  }

  /** Shortened before its ending, and never in the middle of a character. */
  private static String shortened(String name) {
    if (name.length() <= MAX_LENGTH) {
      return name;
    }
    int dot = name.lastIndexOf('.');
    String ending = dot >= name.length() - ENDING_LENGTH ? name.substring(dot) : "";
    int end = MAX_LENGTH - ending.length();
    int whole = Character.isHighSurrogate(name.charAt(end - 1)) ? end - 1 : end;
    return name.substring(0, whole) + ending;
  }
}
