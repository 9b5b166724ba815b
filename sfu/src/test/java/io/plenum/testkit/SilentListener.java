package io.plenum.testkit;

import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.publish.Watched;
import io.plenum.sfu.quality.Spell;
import io.plenum.sfu.room.RoomListener;
import io.plenum.sfu.subscribe.SlotMeaning;
import java.util.List;

/** Hears what a room tells, and does nothing. */
public final class SilentListener implements RoomListener {
  /** One listener. */
  public SilentListener() {}

  @Override
  public void slots(ParticipantId to, List<SlotMeaning> all) {}

  @Override
  public void watched(ParticipantId publisher, Watched watched) {}

  @Override
  public void trouble(ParticipantId of, Spell spell) {}

  @Override
  public void speaker(ParticipantId speaker) {}
}
