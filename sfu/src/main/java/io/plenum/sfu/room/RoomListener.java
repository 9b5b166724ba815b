package io.plenum.sfu.room;

import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.publish.Watched;
import io.plenum.sfu.quality.Spell;
import io.plenum.sfu.subscribe.SlotMeaning;
import java.util.List;

/** What a room tells the outside. Called on the room's loop; must not block or call the room. */
public interface RoomListener {
  /** {@code to}'s slots changed; {@code all} is the complete list of those in use. */
  void slots(ParticipantId to, List<SlotMeaning> all);

  /** Other sizes of a picture of {@code publisher} are watched from now on: the others can rest. */
  void watched(ParticipantId publisher, Watched watched);

  /** Something is, was, or is no longer wrong with {@code of}'s connection. */
  void trouble(ParticipantId of, Spell spell);

  /** Who speaks for the room changed; null: nobody any more. */
  void speaker(ParticipantId speaker);
}
