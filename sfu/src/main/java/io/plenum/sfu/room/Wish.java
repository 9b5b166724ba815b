package io.plenum.sfu.room;

import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.sfu.subscribe.Presentation;

/**
 * A picture that a receiver wants to show.
 *
 * @param width pixels it is shown at, 0 if not said
 * @param height pixels it is shown at, 0 if not said
 * @param pinned whether the receiver chose it before all others
 */
public record Wish(
    ParticipantId participant, Source source, int width, int height, boolean pinned) {
  /** Wishes of one receiver that are heeded (docs/protocol.md, {@code view}). */
  public static final int MAX_WISHES = 25;

  /** A wish for a picture that is not pinned. */
  public Wish(ParticipantId participant, Source source, int width, int height) {
    this(participant, source, width, height, false);
  }

  /** What it is a picture of. */
  Presentation presentation() {
    return new Presentation(participant, Presentation.Group.of(source));
  }
}
