package io.plenum.sfu.room;

import io.plenum.sfu.ParticipantId;

/**
 * Keeps everybody's slots as {@link Seating} says, and tells them when that changes what their
 * slots show. Confined to the room's loop.
 */
final class Seats {
  private final Attendance attendance;
  private final Seating seating;
  private final RoomListener listener;

  /** The seats of those in {@code attendance}. */
  Seats(Attendance attendance, RoomListener listener) {
    this.attendance = attendance;
    this.seating = new Seating(attendance);
    this.listener = listener;
  }

  /** Who is in the room, or what they may send, is not what it was. */
  void seatAll(long nowNs) {
    Seating.Lineup lineup = seating.lineup(nowNs);
    for (Participant participant : attendance.participants()) {
      seat(participant, lineup, nowNs);
    }
  }

  /** What {@code receiver} wishes is not what it was. */
  void seat(Participant receiver, long nowNs) {
    seat(receiver, seating.lineup(nowNs), nowNs);
  }

  /** Time has passed: others may be heard than before. */
  void hearOthers(long nowNs) {
    Seating.Lineup lineup = seating.lineup(nowNs);
    seating.hearOthers(lineup, nowNs).forEach(receiver -> seat(receiver, lineup, nowNs));
  }

  private void seat(Participant receiver, Seating.Lineup lineup, long nowNs) {
    boolean reseated = seating.update(receiver, lineup, nowNs);
    if (receiver.subscriber().takeNews() || reseated) {
      tell(receiver);
    }
  }

  /** Says what {@code receiver}'s slots show. */
  void tell(Participant receiver) {
    listener.slots(receiver.id(), receiver.subscriber().meanings());
  }

  /** {@code who} is no listener any more. */
  void left(ParticipantId who) {
    seating.left(who);
  }
}
