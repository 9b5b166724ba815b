package io.plenum.signaling.message;

import java.util.Optional;

/** One kind of media that a seat can send; the wire names are those of docs/protocol.md 2.2. */
public enum MediaSource {
  MICROPHONE("microphone"),
  CAMERA("camera"),
  SCREEN("screen"),
  SCREEN_AUDIO("screen-audio");

  private final String wireName;

  MediaSource(String wireName) {
    this.wireName = wireName;
  }

  /** How a client spells it. */
  public String wireName() {
    return wireName;
  }

  /** The source that a client spells {@code wireName}; empty when there is none. */
  public static Optional<MediaSource> named(String wireName) {
    for (MediaSource source : values()) {
      if (source.wireName.equals(wireName)) {
        return Optional.of(source);
      }
    }
    return Optional.empty();
  }
}
