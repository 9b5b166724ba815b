package io.plenum.signaling.file;

import java.util.Locale;

/** What a file was added as (REQUIREMENTS C-2, C-4). */
public enum FileKind {
  FILE,
  /** A voice message: sound, with its duration. */
  VOICE;

  /** As it is stored and sent. */
  public String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  /**
   * The kind with this text.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static FileKind of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
