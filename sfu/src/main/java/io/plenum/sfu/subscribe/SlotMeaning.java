package io.plenum.sfu.subscribe;

import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;

/**
 * What one slot shows.
 *
 * @param mid of the slot's media section
 * @param paused whether it is a picture that the receiver's link does not take at present
 */
public record SlotMeaning(String mid, ParticipantId participant, Source source, boolean paused) {
  /** The sound of {@code presentation}, which is never paused. */
  static SlotMeaning sound(String mid, Presentation presentation) {
    return new SlotMeaning(mid, presentation.person(), presentation.group().audio(), false);
  }

  /** The picture of {@code presentation}. */
  static SlotMeaning picture(String mid, Presentation presentation, boolean paused) {
    return new SlotMeaning(mid, presentation.person(), presentation.group().video(), paused);
  }
}
