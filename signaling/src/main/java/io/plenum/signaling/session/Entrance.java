package io.plenum.signaling.session;

import io.plenum.signaling.message.ClientMessage;
import io.plenum.signaling.message.ErrorCode;
import io.plenum.signaling.message.ServerMessage;
import io.plenum.signaling.message.SourceStates;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Rules of coming and going: seats, the waiting room, the way back (W-1, W-2, W-4, W-6). */
final class Entrance {
  private Entrance() {}

  static void enter(Turn turn, Command.Enter enter) {
    Occupant who = enter.occupant();
    boolean removed = turn.removedBefore(who);
    boolean atOnce = who.keyed() || (who.registered() && !removed);
    if (who.keyed() && removed) {
      String why = "its key was put out of this session";
      ServerMessage out = new ServerMessage.Failed(enter.replyTo(), ErrorCode.FORBIDDEN, why);
      turn.effect(new Effect.Finish(enter.from(), out));
      return;
    }
    boolean back = publishesAnew(turn, enter);
    if (turn.locked() && !who.organizer() && !back) {
      String why = "the organizer has locked the session";
      ServerMessage locked = new ServerMessage.Failed(enter.replyTo(), ErrorCode.LOCKED, why);
      turn.effect(new Effect.Finish(enter.from(), locked));
      return;
    }
    if (full(turn, atOnce) && !back) {
      String why = atOnce ? "the session is full" : "the waiting room is full";
      ServerMessage full = new ServerMessage.Failed(enter.replyTo(), ErrorCode.ROOM_FULL, why);
      turn.effect(new Effect.Finish(enter.from(), full));
      return;
    }
    SeatRow row =
        new SeatRow(
            enter.fresh().id(),
            enter.fresh().token().hash(),
            who,
            SeatState.WAITING,
            entering(turn, who, enter.sources()),
            turn.now().wallClock(),
            null,
            null);
    row = atOnce ? row.admitted(turn.now().wallClock()) : row;
    Seat seat = new Seat(row, enter.from(), 0, SeatMedia.NONE);
    turn.put(seat);
    welcome(turn, seat, enter.fresh().token(), false);
    if (atOnce) {
      turn.tell(othersThan(seat), new ServerMessage.PersonChanged(seat.person()));
    } else {
      turn.tell(Seat::host, new ServerMessage.WaiterCame(seat.waiter()));
    }
  }

  /** A stream whose client lost its line and is back: its earlier seat is about to be freed. */
  private static boolean publishesAnew(Turn turn, Command.Enter enter) {
    String key = enter.occupant().signInId();
    return enter.occupant().keyed()
        && !enter.sources().allowed().isEmpty()
        && turn.first(seat -> seat.occupant().keyed() && key.equals(seat.occupant().signInId()))
            .isPresent();
  }

  /**
   * The meeting may want everybody muted at first; its organizer speaks first, so not them, nor a
   * stream, which could not unmute itself.
   */
  private static SourceStates entering(Turn turn, Occupant who, SourceStates wish) {
    boolean muted = turn.meeting().settings().muteOnEntry() && !who.organizer() && !who.keyed();
    return muted ? wish.muted() : wish;
  }

  static void resume(Turn turn, Command.Resume resume) {
    String hash = resume.token().hash();
    Optional<Seat> found = turn.first(seat -> seat.row().tokenHash().equals(hash));
    if (found.isEmpty()) {
      String why = "no seat has this token, or no longer";
      ServerMessage gone = new ServerMessage.Failed(resume.replyTo(), ErrorCode.SEAT_GONE, why);
      turn.effect(new Effect.Finish(resume.from(), gone));
      return;
    }
    Seat before = found.get();
    if (before.connected()) {
      turn.effect(new Effect.Finish(before.connection(), new ServerMessage.Replaced()));
    }
    Seat seat = before.connectedBy(resume.from());
    turn.put(seat);
    welcome(turn, seat, resume.token(), true);
    if (seat.admitted() && !before.connected()) {
      turn.tell(othersThan(seat), new ServerMessage.PersonChanged(seat.person()));
    }
  }

  static void hangup(Turn turn, Connection from) {
    Optional<Seat> found = turn.first(seat -> seat.connection() == from);
    if (found.isEmpty()) {
      return;
    }
    Seat seat = found.get().away(turn.now().nowNs());
    turn.put(seat);
    if (seat.admitted()) {
      turn.tell(Seat::admitted, new ServerMessage.PersonChanged(seat.person()));
    }
  }

  static void ended(Turn turn, Connection from) {
    turn.first(seat -> seat.connection() == from)
        .ifPresent(seat -> turn.free(seat, SeatState.LEFT, null));
  }

  static void leave(Turn turn, Seat seat, ClientMessage.Leave leave) {
    boolean answer = seat.admitted() && leave.id() != null;
    turn.free(seat, SeatState.LEFT, answer ? new ServerMessage.Ok(leave.id()) : null);
  }

  /** Sign-out and the deletion of a user close every seat of that sign-in (I-4); so a key's end. */
  static void revoke(Turn turn, String signInId) {
    for (Seat seat : turn.seats()) {
      if (signInId.equals(seat.occupant().signInId())) {
        turn.free(seat, SeatState.SIGNED_OUT, new ServerMessage.SignedOut());
      }
    }
  }

  static void admit(Turn turn, Seat by, ClientMessage.Admit admit) {
    withWaiter(turn, by, admit.id(), admit.seat(), waiter -> letIn(turn, by, admit.id(), waiter));
  }

  static void admitAll(Turn turn, Seat by, ClientMessage.AdmitAll admit) {
    for (Seat waiter : turn.seats()) {
      if (waiter.waiting() && !turn.locked() && !full(turn, true)) {
        letIn(turn, waiter);
      }
    }
    turn.ok(by, admit.id());
  }

  static void refuse(Turn turn, Seat by, ClientMessage.Refuse refuse) {
    withWaiter(
        turn,
        by,
        refuse.id(),
        refuse.seat(),
        waiter -> {
          turn.free(waiter, SeatState.REFUSED, new ServerMessage.Refused());
          turn.ok(by, refuse.id());
        });
  }

  private static void letIn(Turn turn, Seat by, String replyTo, Seat waiter) {
    if (turn.locked()) {
      turn.fail(by, replyTo, ErrorCode.LOCKED, "the session is locked");
      return;
    }
    if (full(turn, true)) {
      turn.fail(by, replyTo, ErrorCode.ROOM_FULL, "the session is full");
      return;
    }
    letIn(turn, waiter);
    turn.ok(by, replyTo);
  }

  private static void letIn(Turn turn, Seat waiter) {
    SeatRow row = waiter.row().admitted(turn.now().wallClock());
    Seat seat = waiter.with(row.with(entering(turn, waiter.occupant(), row.sources())));
    turn.put(seat);
    turn.tell(seat, new ServerMessage.Admitted());
    showRoom(turn, seat);
    turn.tell(othersThan(seat), new ServerMessage.PersonChanged(seat.person()));
    turn.tell(
        other -> other.host() && !other.id().equals(seat.id()),
        new ServerMessage.WaiterGone(seat.id()));
  }

  private static void withWaiter(
      Turn turn, Seat by, String replyTo, String wanted, Consumer<Seat> then) {
    turn.seat(wanted)
        .filter(Seat::waiting)
        .ifPresentOrElse(
            then, () -> turn.fail(by, replyTo, ErrorCode.NOT_FOUND, "nobody waits there"));
  }

  private static void welcome(Turn turn, Seat seat, SeatToken token, boolean resumed) {
    turn.tell(
        seat,
        new ServerMessage.SeatTaken(
            seat.id(), token.secret(), seat.admitted(), resumed, seat.media().live()));
    if (seat.waiting()) {
      turn.tell(seat, new ServerMessage.Waiting(turn.hosts()));
      return;
    }
    showRoom(turn, seat);
    if (seat.media().live()) {
      turn.tell(seat, new ServerMessage.Slots(seat.media().slots()));
      seat.media()
          .watched()
          .forEach(sizes -> turn.tell(seat, new ServerMessage.WatchedSizes(sizes)));
    }
  }

  private static void showRoom(Turn turn, Seat to) {
    List<Seat> seats = turn.seats();
    turn.tell(
        to,
        new ServerMessage.Room(
            turn.card(),
            to.person(),
            seats.stream().filter(Seat::admitted).map(Seat::person).toList(),
            to.host() ? seats.stream().filter(Seat::waiting).map(Seat::waiter).toList() : null,
            SpaceRules.chatFor(turn, to),
            turn.before().row().endsAt()));
    if (turn.speaker() != null) {
      turn.tell(to, new ServerMessage.Speaker(turn.speaker()));
    }
  }

  private static boolean full(Turn turn, boolean inside) {
    return inside
        ? turn.count(Seat::admitted) >= SessionLimits.ADMITTED_SEATS
        : turn.count(Seat::waiting) >= SessionLimits.WAITING_SEATS;
  }

  private static Predicate<Seat> othersThan(Seat seat) {
    return other -> other.admitted() && !other.id().equals(seat.id());
  }
}
