package io.plenum.sfu;

import java.util.Objects;

/**
 * Names one participant of a room; chosen by whoever lets people in, opaque to the media plane.
 *
 * @param value at most {@link #MAX_LENGTH} characters
 */
public record ParticipantId(String value) {
  /** A seat id is 22 characters; anything much longer is a mistake. */
  public static final int MAX_LENGTH = 128;

  /** Throws {@link IllegalArgumentException} if {@code value} is empty or too long. */
  public ParticipantId {
    Objects.requireNonNull(value);
    if (value.isEmpty() || value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException("a participant id has 1 to 128 characters");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
