package io.plenum.sfu.allocation;

/** Who comes first when not everything fits. */
public enum Priority {
  /** A shared screen: what the meeting is about, and unreadable when small. */
  SCREEN,
  /** Somebody whom the receiver pinned. */
  PINNED,
  /** Who speaks. */
  SPEAKER,
  /** Everybody else. */
  OTHER
}
