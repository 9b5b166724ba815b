package io.plenum.signaling.message;

import java.util.EnumSet;
import java.util.Set;

/** Which of a seat's sources are on; false means muted, off, or not shared. */
public record SourceStates(boolean microphone, boolean camera, boolean screen) {

  /** The same with the microphone off. */
  public SourceStates muted() {
    return new SourceStates(false, camera, screen);
  }

  /** What may be forwarded: the sound of a screen goes with its picture. */
  public Set<MediaSource> allowed() {
    Set<MediaSource> allowed = EnumSet.noneOf(MediaSource.class);
    if (microphone) {
      allowed.add(MediaSource.MICROPHONE);
    }
    if (camera) {
      allowed.add(MediaSource.CAMERA);
    }
    if (screen) {
      allowed.add(MediaSource.SCREEN);
      allowed.add(MediaSource.SCREEN_AUDIO);
    }
    return allowed;
  }
}
