package io.plenum.signaling.session;

import io.plenum.signaling.access.Role;
import io.plenum.signaling.audit.AuditEvent;
import io.plenum.signaling.chat.ChatTail;
import io.plenum.signaling.message.ChatBody;
import io.plenum.signaling.message.ChatMessage;
import io.plenum.signaling.message.ClientMessage;
import io.plenum.signaling.message.SeatKind;
import io.plenum.signaling.message.ServerMessage;
import io.plenum.signaling.message.SourceStates;
import io.plenum.signaling.space.SpaceChange;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Plays a live session in virtual time: feeds commands to the rules and keeps what follows. */
final class Script {
  static final SessionMeeting MEETING =
      new SessionMeeting("m1", "acme", "Weekly", "ann", "123456789", SessionSettings.STANDARD);
  static final Instant START = Instant.parse("2026-11-21T09:00:00Z");

  SessionState state =
      SessionState.fresh(MEETING, "s1", ChatTail.EMPTY, new Moment(-5_000_000_000L, START));
  final List<RowChange> rows = new ArrayList<>();
  final List<AuditEvent> events = new ArrayList<>();
  final List<Effect> media = new ArrayList<>();
  final List<Effect.WriteChat> wishes = new ArrayList<>();
  final Map<String, SeatToken> tokens = new HashMap<>();
  private Duration elapsed = Duration.ZERO;
  private int seats;
  private long messages;
  private long changes;

  /** Plays in a meeting that settles something else. */
  Script with(SessionSettings settings) {
    state = SessionState.fresh(MEETING.with(settings), "s1", ChatTail.EMPTY, now());
    return this;
  }

  /** The same session in a new process, which knows what the rows say. */
  Script restarted() {
    Script next = new Script();
    next.elapsed = elapsed;
    next.seats = seats;
    next.tokens.putAll(tokens);
    List<SeatRow> taken = state.seats().values().stream().map(Seat::row).toList();
    StoredSession stored =
        new StoredSession(state.meeting(), sessionRow(), taken, state.removedUsers(), List.of());
    next.state = SessionState.restored(stored, ChatTail.EMPTY, next.now());
    return next;
  }

  Moment now() {
    return new Moment(-5_000_000_000L + elapsed.toNanos(), START.plus(elapsed));
  }

  static Occupant user(String id) {
    return new Occupant(
        SeatKind.REGISTERED, Role.USER, id, "sign-in-" + id, id, "", id.equals("ann"));
  }

  static Occupant guest(String name) {
    return new Occupant(SeatKind.GUEST, Role.GUEST, null, null, name, "a note", false);
  }

  /** Somebody of another account. */
  static Occupant stranger(String id) {
    return new Occupant(SeatKind.GUEST, Role.GUEST, id, "sign-in-" + id, id, "", false);
  }

  Line enter(Occupant occupant) {
    Line line = new Line();
    FreshSeat fresh = new FreshSeat("seat" + ++seats, new SeatToken("secret" + seats));
    tokens.put(fresh.id(), fresh.token());
    give(new Command.Enter(line, "1", occupant, fresh, new SourceStates(true, true, false)));
    return line;
  }

  Line resume(String seat) {
    Line line = new Line();
    give(new Command.Resume(line, "1", tokens.getOrDefault(seat, new SeatToken("wrong"))));
    return line;
  }

  void say(Line from, ClientMessage message) {
    give(new Command.Say(from, message));
  }

  void hangup(Line line) {
    give(new Command.Hangup(line));
  }

  /** Lets time pass, with every deadline on the way. */
  void pass(Duration time) {
    Duration end = elapsed.plus(time);
    while (!state.over()) {
      long dueNs = Deadlines.nextNs(state) - now().nowNs();
      if (dueNs > end.minus(elapsed).toNanos()) {
        break;
      }
      elapsed = elapsed.plusNanos(Math.max(0, dueNs));
      give(new Command.Tick());
    }
    elapsed = end;
  }

  void give(Command command) {
    Decision decision = SessionRules.decide(state, command, now());
    events.addAll(SessionEvents.of(state, command, decision.rows()));
    state = decision.next();
    rows.addAll(decision.rows());
    for (Effect effect : decision.effects()) {
      switch (effect) {
        case Effect.Send send -> send.to().forEach(to -> ((Line) to).told.add(send.message()));
        case Effect.Finish finish -> finish((Line) finish.to(), finish.last());
        case Effect.WriteChat write -> write(write);
        case Effect.JoinMedia join -> media.add(join);
        case Effect.LeaveMedia leave -> media.add(leave);
        case Effect.AllowSources allow -> media.add(allow);
        case Effect.ShowMedia show -> media.add(show);
        case Effect.CloseMedia close -> media.add(close);
      }
    }
  }

  /** What the chat does with what a seat wants: posts it, whatever it is. */
  private void write(Effect.WriteChat write) {
    wishes.add(write);
    if (write.wish() instanceof ChatWish.Post post) {
      ChatMessage message =
          new ChatMessage(
              ++messages,
              write.author().author(),
              ChatBody.of(post.draft().text()),
              null,
              now().wallClock(),
              null,
              null);
      change(message);
    }
    give(new Command.ChatAnswered(write.by(), null, write.wish().replyTo()));
  }

  /** Somebody wrote, here or elsewhere. */
  void change(ChatMessage message) {
    give(new Command.SpaceChanged(new SpaceChange.Message(++changes, message)));
  }

  private static void finish(Line line, ServerMessage last) {
    if (last != null) {
      line.told.add(last);
    }
    line.closed = true;
  }

  Seat seat(String id) {
    return state.seats().get(id);
  }

  /** The state that the seat's row was last given. */
  SeatState rowOf(String seat) {
    return rows.reversed().stream()
        .filter(RowChange.SaveSeat.class::isInstance)
        .map(row -> ((RowChange.SaveSeat) row).row())
        .filter(row -> row.id().equals(seat))
        .findFirst()
        .get()
        .state();
  }

  SessionRow sessionRow() {
    return rows.reversed().stream()
        .filter(RowChange.SaveSession.class::isInstance)
        .map(row -> ((RowChange.SaveSession) row).row())
        .findFirst()
        .get();
  }
}
