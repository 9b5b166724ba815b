package io.plenum.sfu.subscribe;

import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;

/**
 * What one slot shows.
 *
 * @param mid of the slot's media section
 * @param pause why it is a picture that is not sent at present
 */
public record SlotMeaning(String mid, ParticipantId participant, Source source, Pause pause) {
  /** The sound of {@code presentation}, which is never paused. */
  static SlotMeaning sound(String mid, Presentation presentation) {
    return new SlotMeaning(mid, presentation.person(), presentation.group().audio(), Pause.NONE);
  }

  /** Whether it is a picture that is not sent at present. */
  public boolean paused() {
    return pause != Pause.NONE;
  }

  /** The picture of {@code presentation}. */
  static SlotMeaning picture(String mid, Presentation presentation, Pause pause) {
    return new SlotMeaning(mid, presentation.person(), presentation.group().video(), pause);
  }
}
