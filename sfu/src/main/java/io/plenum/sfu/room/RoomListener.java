package io.plenum.sfu.room;

import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.subscribe.SlotMeaning;
import java.util.List;

/** What a room tells the outside. Called on the room's loop; must not block or call the room. */
public interface RoomListener {
  /** {@code to}'s slots changed; {@code all} is the complete list of those in use. */
  void slots(ParticipantId to, List<SlotMeaning> all);

  /** Who speaks for the room changed; null: nobody any more. */
  void speaker(ParticipantId speaker);
}
