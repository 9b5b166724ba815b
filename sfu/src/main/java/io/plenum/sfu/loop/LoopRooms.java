package io.plenum.sfu.loop;

import io.plenum.rtc.peer.DisconnectReason;
import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.relay.RelayFaultException;
import io.plenum.sfu.room.RoomParameters;
import io.plenum.sfu.subscribe.LinkShare;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The rooms of one loop and the connections of those who are in them. A room is made with its first
 * participant ({@link Entrance}) and dropped with its last.
 *
 * <p>No fault that a loop outlives ({@link Survival}) comes out of here: one that belongs to a
 * participant costs them their connection; one that does not, or the {@value Place#MAX_FAULTS}th in
 * one room, costs all in that room theirs. They are told, come back, and find the room made anew.
 * What is given up is freed before anything is said of it, which takes memory, too.
 *
 * <p>Confined to the loop.
 */
final class LoopRooms {
  private static final Logger LOG = LoggerFactory.getLogger(LoopRooms.class);

  private final AddressTable table;
  private final RoomParameters parameters;
  private final LoopCounters counters;
  private final Relays relays;
  private final Survival survival = new Survival();
  private final Map<String, Place> places = new HashMap<>();
  private long limitBps = LinkShare.NO_LIMIT;

  LoopRooms(AddressTable table, RoomParameters parameters, LoopCounters counters, Relays relays) {
    this.relays = relays;
    this.table = table;
    this.parameters = parameters;
    this.counters = counters;
  }

  /**
   * The room of this name, made if there is none.
   *
   * @param shard number of the room's shard that is on this loop
   */
  Place place(String room, int shard, long nowNs) {
    Place standing = places.get(room);
    if (standing != null) {
      return standing;
    }
    Place made = new Place(room, shard, parameters);
    made.room.limit(limitBps, nowNs);
    places.put(room, made);
    try {
      relays.made(made, nowNs);
    } catch (RuntimeException | Error fault) {
      close(room);
      throw fault;
    }
    return made;
  }

  /** A receiver's pictures get {@code bps} at most from now on, in every room. */
  void limit(long bps, long nowNs) {
    if (bps == limitBps) {
      return;
    }
    limitBps = bps;
    for (Place place : List.copyOf(places.values())) {
      try {
        place.room.limit(bps, nowNs);
      } catch (RuntimeException | Error fault) {
        end(place, fault, nowNs);
      }
    }
  }

  /** People in one room at most. */
  int maxParticipants() {
    return parameters.maxParticipants();
  }

  /** Everybody's rooms. */
  Collection<Place> places() {
    return places.values();
  }

  /** Those of them that have, or had, shards on other loops. */
  List<Place> shared() {
    return relays.shared();
  }

  /** Takes somebody out without telling them; unknown ones are ignored. */
  void leave(String room, ParticipantId participant, long nowNs) {
    Connection connection = connection(room, participant);
    if (connection != null) {
      remove(places.get(room), connection, nowNs);
    }
  }

  /** Whose connection it is, or null. */
  Connection connection(String room, ParticipantId participant) {
    Place place = places.get(room);
    return place == null ? null : place.connections.get(participant);
  }

  /** The connection is of no more use: frees everything and tells its owner. Once. */
  void lost(Connection connection, String reason, long nowNs) {
    if (connection.closed()) {
      return;
    }
    remove(places.get(connection.join.room()), connection, nowNs);
    connection.listener().lost();
    LOG.info("{} lost its media: {}", connection.join.participant(), reason);
  }

  /** The peer has given up its connection. */
  void disconnected(Connection connection, DisconnectReason reason, String detail, long nowNs) {
    counters.disconnected.add(reason);
    lost(connection, detail == null ? reason.toString() : reason + ": " + detail, nowNs);
  }

  private void remove(Place placeOrNull, Connection connection, long nowNs) {
    Place place = placeOrNull;
    if (place == null || !place.connections.remove(connection.join.participant(), connection)) {
      abandon(connection); // it was never in, or another took its place
      return;
    }
    forget(connection);
    try {
      place.leave(connection.join.participant(), nowNs);
      dropIfEmpty(place);
    } catch (RuntimeException | Error fault) {
      end(place, fault, nowNs);
    }
  }

  /** Nobody is in it any more: there is no such room. */
  void dropIfEmpty(Place place) {
    if (place.connections.isEmpty()) {
      close(place.name);
    }
  }

  /** Ends a room for all. */
  void close(String room) {
    Place place = places.remove(room);
    if (place != null) {
      relays.closed(place);
      place.connections.values().forEach(this::forget);
      closeQuietly(place);
    }
  }

  private static void closeQuietly(Place place) {
    try {
      place.close();
    } catch (RuntimeException | Error fault) {
      say("a room could not be closed", fault);
    }
  }

  /** Whatever happens meanwhile, the others are to be closed, too. */
  private static void say(String what, Throwable fault) {
    try {
      LOG.error(what, fault);
    } catch (OutOfMemoryError none) {
      // What met it first is told, or will be met again.
    }
  }

  private void forget(Connection connection) {
    try {
      counters.closed(connection);
    } catch (RuntimeException | Error fault) {
      say("what a connection counted is lost", fault);
    } finally {
      abandon(connection);
      connection.join.gone().run();
    }
  }

  /** Frees a connection, perhaps one that was only half made. */
  void abandon(Connection connection) {
    try {
      connection.close();
    } catch (RuntimeException | Error fault) {
      say("a connection could not be closed", fault);
    } finally {
      table.remove(connection);
    }
  }

  /** Does something to a connection unless it is closed already; a fault in it costs only it. */
  void ifOpen(Connection connection, Consumer<Connection> action, long nowNs) {
    if (connection.closed()) {
      return;
    }
    try {
      action.accept(connection);
    } catch (RuntimeException | Error fault) {
      fault(connection, fault, nowNs);
    }
  }

  /** A bug met by one participant's input or timer; see {@link #survives}. */
  void fault(Connection connection, Throwable fault, long nowNs) {
    Place place = places.get(connection.join.room());
    if (survives(place, fault, nowNs)) {
      lost(connection, "internal fault", nowNs);
      LOG.error("fault in the media of {}", connection.join.participant(), fault);
    }
  }

  /**
   * Whether the room, if it still is, goes on after a bug of one participant's. Throws it if the
   * loop does not.
   */
  boolean survives(Place placeOrNull, Throwable fault, long nowNs) {
    survival.outlive(fault, nowNs);
    if (placeOrNull != null && ++placeOrNull.faults >= Place.MAX_FAULTS) {
      endOutlived(placeOrNull, fault);
      return false;
    }
    counters.faults++;
    return true;
  }

  /**
   * A bug met by what came from another shard: it costs the link, which is opened anew; as the
   * {@value Place#MAX_FAULTS}th in one room, or where the link itself is broken, the room.
   */
  void relayFault(Place place, Throwable fault, long nowNs) {
    if (!(fault instanceof RelayFaultException) || ++place.faults >= Place.MAX_FAULTS) {
      end(place, fault, nowNs);
      return;
    }
    counters.faults++;
    LOG.error("fault in what came from another shard of a room", fault);
  }

  /** A message from another shard; one for a room that is not here is dropped. */
  void relay(LoopCommand.Relay relay, long nowNs) {
    Place place = places.get(relay.room());
    if (place == null) {
      return;
    }
    try {
      relays.receive(place, relay.envelope(), nowNs);
    } catch (RuntimeException | Error fault) {
      relayFault(place, fault, nowNs);
    }
  }

  /**
   * A bug that is nobody's own: the room ends for all, and they are told. Throws it if the loop
   * does not outlive it.
   */
  void end(Place place, Throwable fault, long nowNs) {
    survival.outlive(fault, nowNs);
    endOutlived(place, fault);
  }

  private void endOutlived(Place place, Throwable fault) {
    counters.faults++;
    int people = place.connections.size();
    lose(place);
    LOG.error("fault in a room of {}", people, fault);
  }

  private void lose(Place place) {
    List<Connection> connections = List.copyOf(place.connections.values());
    close(place.name);
    connections.forEach(connection -> connection.listener().lost());
  }

  /** Ends all rooms; with a word to those who are in them if they may come back. */
  void closeAll(boolean tell) {
    for (Place place : List.copyOf(places.values())) {
      try {
        if (tell) {
          lose(place);
        } else {
          close(place.name);
        }
      } catch (RuntimeException | Error fault) {
        say("a room could not be ended", fault);
      }
    }
  }

  /** Which sources of a participant may be forwarded. */
  void allow(LoopCommand.Allow allow, long nowNs) {
    ParticipantId who = allow.participant();
    obey(allow.room(), who, place -> place.allow(who, allow.allowed(), nowNs), nowNs);
  }

  /** What a participant shows. */
  void view(LoopCommand.View view, long nowNs) {
    ParticipantId who = view.participant();
    obey(view.room(), who, place -> place.room.view(who, view.wishes(), view.only(), nowNs), nowNs);
  }

  /** Copies a room's trace. What goes wrong, be it for want of memory, is the asker's alone. */
  void trace(LoopCommand.Trace wanted, long nowNs) {
    try {
      wanted
          .taken()
          .complete(
              Optional.ofNullable(places.get(wanted.room()))
                  .map(place -> place.room.trace().take(nowNs, wanted.wallMs())));
    } catch (RuntimeException | OutOfMemoryError fault) {
      LOG.error("a trace was not taken", fault);
      wanted.taken().completeExceptionally(fault);
    }
  }

  /** Does what somebody asked of their room; unknown ones are ignored. */
  void obey(String room, ParticipantId who, Consumer<Place> action, long nowNs) {
    Connection connection = connection(room, who);
    if (connection == null) {
      return;
    }
    try {
      action.accept(places.get(room));
    } catch (RuntimeException | Error fault) {
      fault(connection, fault, nowNs);
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
