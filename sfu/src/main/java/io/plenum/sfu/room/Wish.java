package io.plenum.sfu.room;

import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;

/**
 * A picture that a receiver wants to show.
 *
 * @param width pixels it is shown at, 0 if not said
 * @param height pixels it is shown at, 0 if not said
 */
public record Wish(ParticipantId participant, Source source, int width, int height) {
  /** Wishes of one receiver that are heeded (docs/protocol.md, {@code view}). */
  public static final int MAX_WISHES = 25;
}
