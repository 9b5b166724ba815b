package io.plenum.sfu.loop;

import io.plenum.sfu.room.ParticipantFaultException;
import io.plenum.sfu.timer.Deadline;
import io.plenum.sfu.timer.Deadlines;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs what is due on a loop: the connections' timers and the rooms', and packets that waited for
 * their turn. Looks at nobody before their time. Confined to the loop.
 */
final class LoopTimers {
  private final LoopRooms rooms;
  private final Deadlines<Connection> connections = new Deadlines<>(Connection::nextDeadlineNs);
  private final List<Place> due = new ArrayList<>();
  private final LinkRounds links;

  LoopTimers(LoopRooms rooms) {
    this.rooms = rooms;
    this.links = new LinkRounds(rooms);
  }

  /** What is done for the rooms' links. */
  LinkRounds links() {
    return links;
  }

  /** A deadline for somebody who comes in. */
  Deadline<Connection> deadline(Connection connection) {
    return connections.of(connection);
  }

  /**
   * Runs the timers that are due.
   *
   * @return the next deadline, {@link Long#MAX_VALUE} if there is none
   */
  long runDue(long nowNs) {
    connections.run(nowNs, connection -> runDue(connection, nowNs));
    for (Place place : rooms.places()) {
      if (place.room.nextDeadlineNs() <= nowNs) {
        due.add(place);
      }
    }
    due.forEach(place -> runDue(place, nowNs));
    due.clear();
    long next = Math.min(connections.nextNs(), links.runDue(nowNs));
    for (Place place : rooms.places()) {
      next = Math.min(next, place.room.nextDeadlineNs());
    }
    return next;
  }

  private void runDue(Connection connection, long nowNs) {
    try {
      connection.onDeadline(nowNs);
    } catch (RuntimeException | Error fault) {
      rooms.fault(connection, fault, nowNs);
    }
  }

  private void runDue(Place place, long nowNs) {
    try {
      place.room.onDeadline(nowNs);
    } catch (ParticipantFaultException fault) {
      rooms.fault(place.connections.get(fault.participant()), fault, nowNs);
    } catch (RuntimeException | Error fault) {
      rooms.end(place, fault, nowNs);
    }
  }

  /**
   * Sends packets that waited for their turn.
   *
   * @return when the next ones are due, {@link Long#MAX_VALUE} if none waits
   */
  long release(long nowNs) {
    long next = Long.MAX_VALUE;
    for (Place place : rooms.places()) {
      if (place.room.nextReleaseNs() <= nowNs && !release(place, nowNs)) {
        return nowNs; // a fault changed the rooms: the others follow at once
      }
      next = Math.min(next, place.room.nextReleaseNs());
    }
    return next;
  }

  private boolean release(Place place, long nowNs) {
    try {
      place.room.release(nowNs);
      return true;
    } catch (ParticipantFaultException fault) {
      rooms.fault(place.connections.get(fault.participant()), fault, nowNs);
      return false;
    }
  }
}
