package io.plenum.signaling.stream;

/** What a stream key is good for. */
public enum StreamScope {
  /** Sends into the meeting by WHIP (RFC 9725). */
  PUBLISH("publish"),
  /** Receives the meeting by WHEP (draft-ietf-wish-whep). */
  VIEW("view");

  private final String text;

  StreamScope(String text) {
    this.text = text;
  }

  /** As it is stored and sent. */
  public String text() {
    return text;
  }

  /**
   * The scope with this text.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static StreamScope of(String text) {
    for (StreamScope scope : values()) {
      if (scope.text.equals(text)) {
        return scope;
      }
    }
    throw new IllegalArgumentException("no scope of a stream key: " + text);
  }
}
