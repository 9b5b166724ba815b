package io.plenum.sfu.loop;

import io.plenum.rtc.peer.Peer;
import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.net.DatagramEdge;
import io.plenum.sfu.room.Participant;
import io.plenum.sfu.room.Room;
import io.plenum.sfu.room.RoomFullException;
import io.plenum.sfu.room.RoomListener;
import io.plenum.sfu.room.RoomParameters;
import io.plenum.sfu.subscribe.SlotMeaning;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The rooms of one loop and the connections of those who are in them. A room is made with its first
 * participant and dropped with its last.
 *
 * <p>Confined to the loop.
 */
final class LoopRooms {
  private final MediaLoop loop;
  private final DatagramEdge edge;
  private final AddressTable table;
  private final RoomParameters parameters;
  private final LoopCounters counters;
  private final Map<String, Place> places = new HashMap<>();

  /** A room, its connections by participant, and who hears of what happens there. */
  private static final class Place implements RoomListener {
    final Map<ParticipantId, Connection> connections = new HashMap<>();
    final Room room;

    Place(RoomParameters parameters) {
      room = new Room(parameters, this);
    }

    @Override
    public void slots(ParticipantId to, List<SlotMeaning> all) {
      Connection connection = connections.get(to);
      if (connection != null) {
        connection.listener().slots(all);
      }
    }

    @Override
    public void speaker(ParticipantId speaker) {
      connections.values().forEach(connection -> connection.listener().speaker(speaker));
    }
  }

  LoopRooms(
      MediaLoop loop,
      DatagramEdge edge,
      AddressTable table,
      RoomParameters parameters,
      LoopCounters counters) {
    this.loop = loop;
    this.edge = edge;
    this.table = table;
    this.parameters = parameters;
    this.counters = counters;
  }

  /** Lets somebody in, in place of their earlier connection if there is one. */
  void join(LoopCommand.Join join, long nowNs) {
    leave(join.room(), join.participant(), nowNs);
    Place place = places.computeIfAbsent(join.room(), _ -> new Place(parameters));
    Connection connection = new Connection(loop, join, new Paths(edge));
    Peer peer =
        new Peer(join.localIce(), join.session().remoteIce(), connection.paths, connection, nowNs);
    place.connections.put(join.participant(), connection);
    try {
      Participant participant =
          place.room.join(
              join.participant(), join.session(), join.sources(), join.allowed(), peer, nowNs);
      connection.attach(peer, participant);
      table.add(connection);
      join.done().complete(null);
    } catch (RoomFullException full) {
      place.connections.remove(join.participant());
      dropIfEmpty(join.room(), place);
      join.done().completeExceptionally(new MediaOverloadedException(full.getMessage()));
    }
  }

  /** Takes somebody out without telling them; unknown ones are ignored. */
  void leave(String room, ParticipantId participant, long nowNs) {
    Place place = places.get(room);
    Connection connection = place == null ? null : place.connections.get(participant);
    if (connection != null) {
      remove(connection, nowNs);
    }
  }

  /** Frees everything that a connection holds. */
  void remove(Connection connection, long nowNs) {
    forget(connection);
    Place place = places.get(connection.join.room());
    if (place != null && place.connections.remove(connection.join.participant(), connection)) {
      place.room.leave(connection.join.participant(), nowNs);
      dropIfEmpty(connection.join.room(), place);
    }
  }

  private void dropIfEmpty(String name, Place place) {
    if (place.connections.isEmpty()) {
      place.room.close();
      places.remove(name);
    }
  }

  /** Ends a room for all. */
  void close(String room) {
    Place place = places.remove(room);
    if (place != null) {
      place.room.close();
      place.connections.values().forEach(this::forget);
    }
  }

  private void forget(Connection connection) {
    counters.closed(connection);
    connection.close();
    table.remove(connection);
  }

  void closeAll() {
    List.copyOf(places.keySet()).forEach(this::close);
  }

  void allow(LoopCommand.Allow allow, long nowNs) {
    Place place = places.get(allow.room());
    if (place != null) {
      place.room.sources(allow.participant(), allow.allowed(), nowNs);
    }
  }

  void view(LoopCommand.View view, long nowNs) {
    Place place = places.get(view.room());
    if (place != null) {
      place.room.view(view.participant(), view.wishes(), nowNs);
    }
  }

  /**
   * Runs the timers that are due.
   *
   * @return the next deadline, {@link Long#MAX_VALUE} if there is none
   */
  long runDue(long nowNs) {
    long next = Long.MAX_VALUE;
    for (Place place : List.copyOf(places.values())) {
      for (Connection connection : List.copyOf(place.connections.values())) {
        next = Math.min(next, connection.runDue(nowNs));
      }
      if (place.room.nextDeadlineNs() <= nowNs) {
        place.room.onDeadline(nowNs);
      }
      next = Math.min(next, place.room.nextDeadlineNs());
    }
    return next;
  }

  /** Rooms with somebody in them. */
  int rooms() {
    return places.size();
  }

  /** Everybody's connection, connected or on the way. */
  List<Connection> connections() {
    return places.values().stream().flatMap(place -> place.connections.values().stream()).toList();
  }
}
