package io.plenum.signaling.space;

import java.util.Locale;

/** What kind of thing changed in a meeting's space, and what the subject of its row names. */
public enum SpaceKind {
  /** A chat message was posted, edited or deleted; the subject is its id. */
  MESSAGE,
  /** Old chat messages were deleted; the subject is the highest id among them. */
  SWEPT,
  /** A file was added or deleted; the subject is its id. */
  FILE,
  /** A live session started or ended; the subject is {@link #STARTED} or {@link #ENDED}. */
  LIVE,
  /** The meeting's name, schedule or settings changed; there is no subject. */
  MEETING;

  public static final String STARTED = "started";
  public static final String ENDED = "ended";

  private final String rowName = name().toLowerCase(Locale.ROOT);

  /** How rows and clients spell it. */
  public String rowName() {
    return rowName;
  }

  /**
   * The kind that rows spell {@code rowName}.
   *
   * @throws IllegalArgumentException when there is none
   */
  static SpaceKind ofRow(String rowName) {
    return valueOf(rowName.toUpperCase(Locale.ROOT));
  }
}
