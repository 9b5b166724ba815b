package io.plenum.sfu.loop;

import io.plenum.rtc.peer.Peer;
import io.plenum.rtc.sdp.NegotiatedSession;
import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.sfu.publish.Watched;
import io.plenum.sfu.quality.Spell;
import io.plenum.sfu.relay.Shard;
import io.plenum.sfu.room.Participant;
import io.plenum.sfu.room.Room;
import io.plenum.sfu.room.RoomListener;
import io.plenum.sfu.room.RoomParameters;
import io.plenum.sfu.subscribe.SlotMeaning;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A room on a loop and the connections of its participants, who hear of what happens there.
 * Confined to the loop.
 */
final class Place implements RoomListener, AutoCloseable {
  /**
   * Participants that may lose their connection to faults before the room is taken for broken
   * itself: what fails for one sender may be the state of a receiver.
   */
  static final int MAX_FAULTS = 3;

  final String name;
  final Map<ParticipantId, Connection> connections = new HashMap<>();
  final Room room;

  /** Number of the room's shard that this is. */
  final int number;

  int faults;

  /** What the room's other shards see of it; null as long as there are none. */
  private Shard shard;

  Place(String name, int number, RoomParameters parameters) {
    this.name = name;
    this.number = number;
    this.room = new Room(parameters, this);
  }

  Shard shard() {
    return shard;
  }

  /** The room has other shards from now on. */
  void share(Shard begun) {
    shard = begun;
  }

  /** Somebody comes in; see {@link Room#join}. */
  Participant join(
      ParticipantId id,
      long arrival,
      NegotiatedSession session,
      Map<String, Source> sources,
      Set<Source> allowed,
      Peer peer,
      long nowNs) {
    Participant participant = room.join(id, arrival, session, sources, allowed, peer, nowNs);
    if (shard != null) {
      shard.joined(participant, nowNs);
    }
    return participant;
  }

  /** Somebody goes. */
  void leave(ParticipantId id, long nowNs) {
    if (shard != null) {
      shard.left(id, nowNs);
    }
    room.leave(id, nowNs);
  }

  /** Which of somebody's sources may be forwarded. */
  void allow(ParticipantId id, Set<Source> allowed, long nowNs) {
    room.sources(id, allowed, nowNs);
    if (shard != null) {
      shard.allowed(id, nowNs);
    }
  }

  /** Frees everything; others are told that this shard is no more. */
  @Override
  public void close() {
    try {
      room.close();
    } finally {
      if (shard != null) {
        shard.close();
      }
    }
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
    if (shard != null) {
      shard.spoke(speaker);
    }
  }
}
