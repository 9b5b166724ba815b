package io.plenum.sfu;

/** What a published track shows or lets hear. */
public enum Source {
  /** The participant's voice. */
  MICROPHONE(true),
  /** The participant's picture. */
  CAMERA(false),
  /** A shared screen or window. */
  SCREEN(false),
  /** The sound that belongs to a shared screen. */
  SCREEN_AUDIO(true);

  private final boolean audio;

  Source(boolean audio) {
    this.audio = audio;
  }

  /** Whether it is sound; else it is a picture. */
  public boolean audio() {
    return audio;
  }
}
