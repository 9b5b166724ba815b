package io.plenum.signaling.session;

import io.plenum.signaling.access.Right;
import io.plenum.signaling.access.Row;
import io.plenum.signaling.message.Person;
import io.plenum.signaling.message.Waiter;

/**
 * A taken seat of a running session: its row, and what lives only as long as the process.
 *
 * @param connection the socket of the seat; null while it is away
 * @param awaySinceNs when the connection dropped; meaningless while it stands
 */
record Seat(SeatRow row, Connection connection, long awaySinceNs, SeatMedia media) {

  String id() {
    return row.id();
  }

  Occupant occupant() {
    return row.occupant();
  }

  boolean admitted() {
    return row.state() == SeatState.ADMITTED;
  }

  boolean waiting() {
    return row.state() == SeatState.WAITING;
  }

  boolean connected() {
    return connection != null;
  }

  /** Whether this seat may see and move the waiting room (W-2, X-16). */
  boolean host() {
    return admitted() && occupant().may(Row.WAITING_ROOM, Right.USE);
  }

  /**
   * Whether the same person, or one stream key's streams, sit in both; of people without account
   * each seat is one.
   */
  boolean samePerson(Seat other) {
    return id().equals(other.id())
        || (occupant().signedIn() && occupant().userId().equals(other.occupant().userId()))
        || (occupant().keyed() && occupant().signInId().equals(other.occupant().signInId()));
  }

  Seat with(SeatRow changed) {
    return new Seat(changed, connection, awaySinceNs, media);
  }

  Seat with(SeatMedia changed) {
    return new Seat(row, connection, awaySinceNs, changed);
  }

  Seat connectedBy(Connection now) {
    return new Seat(row, now, 0, media);
  }

  Seat away(long nowNs) {
    return new Seat(row, null, nowNs, media);
  }

  Person person() {
    return new Person(
        id(),
        occupant().name(),
        occupant().kind(),
        occupant().organizer(),
        connected(),
        row.joinedAt(),
        row.sources());
  }

  Waiter waiter() {
    return new Waiter(
        id(), occupant().name(), occupant().note(), row.since(), occupant().signedIn());
  }
}
