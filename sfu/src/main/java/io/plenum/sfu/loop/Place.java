package io.plenum.sfu.loop;

import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.publish.Watched;
import io.plenum.sfu.quality.Spell;
import io.plenum.sfu.room.Room;
import io.plenum.sfu.room.RoomListener;
import io.plenum.sfu.room.RoomParameters;
import io.plenum.sfu.subscribe.SlotMeaning;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A room on a loop and the connections of its participants, who hear of what happens there.
 * Confined to the loop.
 */
final class Place implements RoomListener {
  /**
   * Participants that may lose their connection to faults before the room is taken for broken
   * itself: what fails for one sender may be the state of a receiver.
   */
  static final int MAX_FAULTS = 3;

  final String name;
  final Map<ParticipantId, Connection> connections = new HashMap<>();
  final Room room;
  int faults;

  Place(String name, RoomParameters parameters) {
    this.name = name;
    this.room = new Room(parameters, this);
  }

  @Override
  public void slots(ParticipantId to, List<SlotMeaning> all) {
    Connection connection = connections.get(to);
    if (connection != null) {
      connection.listener().slots(all);
    }
  }

  @Override
  public void watched(ParticipantId publisher, Watched watched) {
    Connection connection = connections.get(publisher);
    if (connection != null) {
      connection.listener().watched(watched);
    }
  }

  @Override
  public void trouble(ParticipantId of, Spell spell) {
    Connection connection = connections.get(of);
    if (connection != null) {
      connection.listener().trouble(spell);
    }
  }

  @Override
  public void speaker(ParticipantId speaker) {
    connections.values().forEach(connection -> connection.listener().speaker(speaker));
  }
}
