package io.plenum.signaling.session;

import io.plenum.signaling.access.Right;
import io.plenum.signaling.access.Row;
import io.plenum.signaling.message.ClientMessage;
import io.plenum.signaling.message.ErrorCode;
import io.plenum.signaling.message.ServerMessage;
import java.util.Optional;

/**
 * Rules of putting out, muting, locking and ending (W-4, X-17, X-19), for those whom the access
 * matrix lets.
 */
final class Moderation {
  private Moderation() {}

  static void remove(Turn turn, Seat by, ClientMessage.Remove remove) {
    Optional<Seat> found = turn.seat(remove.seat()).filter(Seat::admitted);
    if (found.isEmpty()) {
      turn.fail(by, remove.id(), ErrorCode.NOT_FOUND, "nobody sits there");
    } else if (!mayRemove(turn, by, found.get())) {
      turn.fail(by, remove.id(), ErrorCode.FORBIDDEN, "only the organizer removes a user");
    } else {
      remove(turn, found.get());
      turn.ok(by, remove.id());
    }
  }

  static void mute(Turn turn, Seat by, ClientMessage.Mute mute) {
    Optional<Seat> found = turn.seat(mute.seat()).filter(Seat::admitted);
    if (found.isEmpty()) {
      turn.fail(by, mute.id(), ErrorCode.NOT_FOUND, "nobody sits there");
    } else {
      RoomTalk.changeSources(turn, found.get(), found.get().row().sources().muted());
      turn.ok(by, mute.id());
    }
  }

  static void lock(Turn turn, Seat by, ClientMessage.Lock lock) {
    if (!by.occupant().organizer()) {
      turn.fail(by, lock.id(), ErrorCode.FORBIDDEN, "only the organizer locks the session");
      return;
    }
    if (lock.locked() != turn.locked()) {
      turn.locked(lock.locked());
      SpaceRules.tellMeeting(turn);
    }
    turn.ok(by, lock.id());
  }

  static void end(Turn turn, Seat by, ClientMessage.End end) {
    if (by.occupant().organizer()) {
      turn.end(ServerMessage.EndReason.ENDED);
    } else {
      turn.fail(by, end.id(), ErrorCode.FORBIDDEN, "only the organizer ends the session");
    }
  }

  /**
   * A person is removed, not a seat: who is signed in loses every seat that they sit in. So does a
   * stream key, as those who show it cannot be told apart.
   */
  private static void remove(Turn turn, Seat target) {
    if (target.occupant().registered() || target.occupant().keyed()) {
      turn.remember(target.occupant());
    }
    for (Seat seat : turn.seats()) {
      if (seat.admitted() && seat.samePerson(target)) {
        turn.free(seat, SeatState.REMOVED, new ServerMessage.Removed());
      }
    }
  }

  private static boolean mayRemove(Turn turn, Seat by, Seat target) {
    if (!target.occupant().registered()) {
      return true;
    }
    boolean trusted = by.occupant().organizer() || turn.meeting().settings().anybodyRemovesUsers();
    boolean mayRemoveUsers = trusted && by.occupant().may(Row.REMOVE_REGISTERED, Right.USE);
    return mayRemoveUsers && !target.occupant().organizer();
  }
}
