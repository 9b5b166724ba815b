package io.plenum.sfu.loop;

import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.publish.Watched;
import io.plenum.sfu.quality.Spell;
import io.plenum.sfu.subscribe.SlotMeaning;
import java.util.List;

/**
 * Hears what happens to one participant's media. Called on the loop's thread: must return at once
 * and never block; whoever needs more posts to a mailbox of its own.
 */
public interface ParticipantListener {
  /**
   * The transport stands: media flows from now on, at first this way (null: the pair was lost in
   * this very moment). A peer that moves later is followed without a word.
   */
  void connected(MediaPath pathOrNull);

  /**
   * The transport is gone (no consent for 30 s, a failed or closed handshake) and with it
   * everything the media plane held for this participant. It may join again.
   */
  void lost();

  /** What the participant's slots show from now on: the complete list of those in use. */
  void slots(List<SlotMeaning> all);

  /** Of one of the participant's pictures these sizes are watched from now on. */
  void watched(Watched watched);

  /** Something is, was, or is no longer wrong with the participant's connection. */
  void trouble(Spell spell);

  /** Who speaks now; null when nobody does. */
  void speaker(ParticipantId participantOrNull);
}
