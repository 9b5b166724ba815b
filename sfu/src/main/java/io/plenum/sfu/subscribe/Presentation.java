package io.plenum.sfu.subscribe;

import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;

/** Sound and picture that belong together: somebody's microphone and camera, or their screen. */
public record Presentation(ParticipantId person, Group group) {
  /** Which of a person's two pairs of sources. */
  public enum Group {
    /** Microphone and camera. */
    CAMERA(Source.MICROPHONE, Source.CAMERA),
    /** Screen audio and screen. */
    SCREEN(Source.SCREEN_AUDIO, Source.SCREEN);

    private final Source audio;
    private final Source video;

    Group(Source audio, Source video) {
      this.audio = audio;
      this.video = video;
    }

    /** Its sound. */
    public Source audio() {
      return audio;
    }

    /** Its picture. */
    public Source video() {
      return video;
    }

    /** The group that {@code source} is of. */
    public static Group of(Source source) {
      return source == CAMERA.audio || source == CAMERA.video ? CAMERA : SCREEN;
    }
  }
}
