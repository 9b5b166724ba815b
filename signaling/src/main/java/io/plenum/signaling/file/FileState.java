package io.plenum.signaling.file;

import java.util.Locale;

/**
 * The life of a file's row.
 *
 * <pre>
 *   UPLOADING → READY (the object is there) | DEAD (broken off, or its meeting deleted)
 *   READY     → DEAD (deleted) | LOST (the object is not there: a store that was restored)
 *   LOST      → READY (it is there again) | DEAD
 *   DEAD      → the row goes when the object is gone
 * </pre>
 */
enum FileState {
  UPLOADING,
  READY,
  LOST,
  DEAD;

  /** As rows spell it. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }

  static FileState of(String text) {
    return valueOf(text.toUpperCase(Locale.ROOT));
  }
}
