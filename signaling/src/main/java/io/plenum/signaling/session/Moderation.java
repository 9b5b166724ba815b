package io.plenum.signaling.session;

import io.plenum.signaling.message.ClientMessage;
import io.plenum.signaling.message.ErrorCode;
import io.plenum.signaling.message.ServerMessage;
import java.util.Optional;

/** Rules of putting out, muting and ending (W-4, X-17, X-19). */
final class Moderation {
  private Moderation() {}

  static void remove(Turn turn, Seat by, ClientMessage.Remove remove) {
    Optional<Seat> found = turn.seat(remove.seat()).filter(Seat::admitted);
    if (!by.host()) {
      turn.fail(by, remove.id(), ErrorCode.FORBIDDEN, "only registered users remove others");
    } else if (found.isEmpty()) {
      turn.fail(by, remove.id(), ErrorCode.NOT_FOUND, "nobody sits there");
    } else if (!mayRemove(by, found.get())) {
      turn.fail(by, remove.id(), ErrorCode.FORBIDDEN, "only the organizer removes a user");
    } else {
      remove(turn, found.get());
      turn.ok(by, remove.id());
    }
  }

  static void mute(Turn turn, Seat by, ClientMessage.Mute mute) {
    Optional<Seat> found = turn.seat(mute.seat()).filter(Seat::admitted);
    if (!by.host()) {
      turn.fail(by, mute.id(), ErrorCode.FORBIDDEN, "only registered users mute others");
    } else if (found.isEmpty()) {
      turn.fail(by, mute.id(), ErrorCode.NOT_FOUND, "nobody sits there");
    } else {
      RoomTalk.changeSources(turn, found.get(), found.get().row().sources().muted());
      turn.ok(by, mute.id());
    }
  }

  static void end(Turn turn, Seat by, ClientMessage.End end) {
    if (organizer(by)) {
      turn.end(ServerMessage.EndReason.ENDED);
    } else {
      turn.fail(by, end.id(), ErrorCode.FORBIDDEN, "only the organizer ends the session");
    }
  }

  private static void remove(Turn turn, Seat target) {
    if (target.occupant().registered()) {
      turn.remember(target.occupant());
    }
    turn.free(target, SeatState.REMOVED, new ServerMessage.Removed());
  }

  private static boolean mayRemove(Seat by, Seat target) {
    if (!target.occupant().registered()) {
      return true;
    }
    return organizer(by) && !target.occupant().organizer();
  }

  private static boolean organizer(Seat seat) {
    return seat.host() && seat.occupant().organizer();
  }
}
