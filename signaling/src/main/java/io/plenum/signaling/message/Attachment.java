package io.plenum.signaling.message;

import java.util.Locale;

/**
 * A file of the meeting that a chat message carries (REQUIREMENTS C-2, C-4).
 *
 * @param file what describes it; null when the file was deleted since
 */
public record Attachment(Kind kind, FileCard file) {
  /** How the file is to be shown. */
  public enum Kind {
    /** Offered for download. */
    FILE,
    /** A spoken message, to be played. */
    VOICE;

    private final String wireName = name().toLowerCase(Locale.ROOT);

    /** How it is written to clients and in rows. */
    public String wireName() {
      return wireName;
    }
  }

  /**
   * A file as a message shows it.
   *
   * @param contentType as it is served, such as {@code application/pdf}
   */
  public record FileCard(String id, String name, long sizeBytes, String contentType) {}
}
