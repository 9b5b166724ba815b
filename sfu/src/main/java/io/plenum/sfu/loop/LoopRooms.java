package io.plenum.sfu.loop;

import io.plenum.rtc.peer.Peer;
import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.net.MediaEdge;
import io.plenum.sfu.room.ParticipantFaultException;
import io.plenum.sfu.room.Room;
import io.plenum.sfu.room.RoomFullException;
import io.plenum.sfu.room.RoomParameters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rooms of one loop and the connections of those who are in them. A room is made with its first
 * participant and dropped with its last.
 *
 * <p>No fault comes out of here: one that belongs to a participant costs them their connection; one
 * that does not, or the {@value Place#MAX_FAULTS}th in one room, costs all in that room theirs.
 * They are told, come back, and find the room made anew.
 *
 * <p>Confined to the loop.
 */
final class LoopRooms {
  private static final Logger LOG = LoggerFactory.getLogger(LoopRooms.class);

  private final MediaLoop loop;
  private final MediaEdge edge;
  private final AddressTable table;
  private final RoomParameters parameters;
  private final LoopCounters counters;
  private final Map<String, Place> places = new HashMap<>();

  LoopRooms(
      MediaLoop loop,
      MediaEdge edge,
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
    Place place = places.computeIfAbsent(join.room(), name -> new Place(name, parameters));
    try {
      enter(place, join, nowNs);
      join.entered().complete(null);
    } catch (RoomFullException full) {
      place.connections.remove(join.participant());
      dropIfEmpty(place);
      refuse(join, full.getMessage());
    } catch (RuntimeException fault) {
      place.connections.remove(join.participant());
      undo(place, join.participant(), fault, nowNs);
      refuse(join, "an internal fault");
    }
  }

  /** Takes out whom a bug let in by half only: theirs alone, like any other fault. */
  private void undo(Place place, ParticipantId newcomer, RuntimeException fault, long nowNs) {
    if (++place.faults >= Place.MAX_FAULTS) {
      end(place, fault);
      return;
    }
    counters.faults++;
    LOG.error("fault in the join of {}", newcomer, fault);
    guarded(
        place,
        entered -> {
          entered.room.leave(newcomer, nowNs);
          dropIfEmpty(entered);
        });
  }

  private void enter(Place place, LoopCommand.Join join, long nowNs) {
    Connection connection = new Connection(loop, this, table, join, new Paths(edge));
    Peer peer =
        new Peer(join.localIce(), join.session().remoteIce(), connection.paths, connection, nowNs);
    place.connections.put(join.participant(), connection);
    connection.attach(
        peer,
        place.room.join(
            join.participant(), join.session(), join.sources(), join.allowed(), peer, nowNs));
    table.add(connection);
  }

  private static void refuse(LoopCommand.Join join, String reason) {
    join.gone().run();
    join.entered().completeExceptionally(new MediaOverloadedException(reason));
  }

  /** Takes somebody out without telling them; unknown ones are ignored. */
  void leave(String room, ParticipantId participant, long nowNs) {
    Place place = places.get(room);
    Connection connection = place == null ? null : place.connections.get(participant);
    if (connection != null) {
      remove(place, connection, nowNs);
    }
  }

  /** The connection is of no more use: frees everything and tells its owner. Once. */
  void lost(Connection connection, String reason, long nowNs) {
    if (connection.closed()) {
      return;
    }
    LOG.info("{} lost its media: {}", connection.join.participant(), reason);
    remove(places.get(connection.join.room()), connection, nowNs);
    connection.listener().lost();
  }

  private void remove(Place place, Connection connection, long nowNs) {
    place.connections.remove(connection.join.participant());
    forget(connection);
    try {
      place.room.leave(connection.join.participant(), nowNs);
      dropIfEmpty(place);
    } catch (RuntimeException fault) {
      end(place, fault);
    }
  }

  private void dropIfEmpty(Place place) {
    if (place.connections.isEmpty()) {
      close(place.name);
    }
  }

  /** Ends a room for all. */
  void close(String room) {
    Place place = places.remove(room);
    if (place != null) {
      place.connections.values().forEach(this::forget);
      closeQuietly(place);
    }
  }

  private static void closeQuietly(Place place) {
    try {
      place.room.close();
    } catch (RuntimeException fault) {
      LOG.error("a room could not be closed", fault);
    }
  }

  private void forget(Connection connection) {
    counters.closed(connection);
    connection.close();
    table.remove(connection);
    connection.join.gone().run();
  }

  /** A bug met by one participant's input or timer. */
  void fault(Connection connection, RuntimeException fault, long nowNs) {
    Place place = places.get(connection.join.room());
    if (place != null && ++place.faults >= Place.MAX_FAULTS) {
      end(place, fault);
      return;
    }
    counters.faults++;
    LOG.error("fault in the media of {}", connection.join.participant(), fault);
    lost(connection, "internal fault", nowNs);
  }

  /** A bug that is nobody's own: the room ends for all, and they are told. */
  private void end(Place place, RuntimeException fault) {
    counters.faults++;
    LOG.error("fault in a room of {}", place.connections.size(), fault);
    lose(place);
  }

  private void lose(Place place) {
    List<Connection> connections = List.copyOf(place.connections.values());
    close(place.name);
    connections.forEach(connection -> connection.listener().lost());
  }

  /** Ends all rooms; with a word to those who are in them if they may come back. */
  void closeAll(boolean tell) {
    List.copyOf(places.values()).forEach(tell ? this::lose : place -> close(place.name));
  }

  /** Which sources of a participant may be forwarded. */
  void allow(LoopCommand.Allow allow, long nowNs) {
    ParticipantId who = allow.participant();
    obey(allow.room(), who, room -> room.sources(who, allow.allowed(), nowNs), nowNs);
  }

  /** What a participant shows. */
  void view(LoopCommand.View view, long nowNs) {
    ParticipantId who = view.participant();
    obey(view.room(), who, room -> room.view(who, view.wishes(), nowNs), nowNs);
  }

  private void obey(String room, ParticipantId who, Consumer<Room> action, long nowNs) {
    Place place = places.get(room);
    Connection connection = place == null ? null : place.connections.get(who);
    if (connection == null) {
      return;
    }
    try {
      action.accept(place.room);
    } catch (RuntimeException fault) {
      fault(connection, fault, nowNs);
    }
  }

  private void guarded(Place place, Consumer<Place> action) {
    try {
      action.accept(place);
    } catch (RuntimeException fault) {
      end(place, fault);
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
        next = Math.min(next, runDue(connection, nowNs));
      }
      if (place.room.nextDeadlineNs() <= nowNs) {
        guarded(place, due -> runDue(due, nowNs));
      }
      next = Math.min(next, place.room.nextDeadlineNs());
    }
    return next;
  }

  private long runDue(Connection connection, long nowNs) {
    try {
      return connection.runDue(nowNs);
    } catch (RuntimeException fault) {
      fault(connection, fault, nowNs);
      return Long.MAX_VALUE;
    }
  }

  private void runDue(Place place, long nowNs) {
    try {
      place.room.onDeadline(nowNs);
    } catch (ParticipantFaultException fault) {
      fault(place.connections.get(fault.participant()), fault, nowNs);
    }
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
