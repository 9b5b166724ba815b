package io.plenum.signaling.session;

import io.plenum.signaling.message.ChatMessage;
import io.plenum.signaling.message.ErrorCode;
import io.plenum.signaling.message.ServerMessage;
import io.plenum.signaling.message.ServerMessage.LeaveReason;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/**
 * One command being decided: the rules change seats here, and the turn itself notes which rows
 * change with them, so that no rule can forget one. Lives within one call of {@link SessionRules}.
 */
final class Turn {
  private final SessionState before;
  private final Moment now;
  private final Map<String, Seat> seats;
  private final List<RowChange> rows = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private SessionMeeting meeting;
  private boolean locked;
  private Set<String> removedUsers;
  private List<ChatMessage> chat;
  private long lastChatId;
  private long lastChange;
  private int warningsGiven;
  private String speaker;
  private ServerMessage.EndReason endReason;

  Turn(SessionState before, Moment now) {
    this.before = before;
    this.now = now;
    this.seats = new LinkedHashMap<>(before.seats());
    this.meeting = before.meeting();
    this.locked = before.row().locked();
    this.removedUsers = before.removedUsers();
    this.chat = before.chat();
    this.lastChatId = before.lastChatId();
    this.lastChange = before.lastChange();
    this.warningsGiven = before.warningsGiven();
    this.speaker = before.speaker();
  }

  SessionState before() {
    return before;
  }

  Moment now() {
    return now;
  }

  // --- reading

  List<Seat> seats() {
    return List.copyOf(seats.values());
  }

  Optional<Seat> seat(String id) {
    return Optional.ofNullable(seats.get(id));
  }

  Optional<Seat> first(Predicate<Seat> wanted) {
    return seats.values().stream().filter(wanted).findFirst();
  }

  long count(Predicate<Seat> wanted) {
    return seats.values().stream().filter(wanted).count();
  }

  SessionMeeting meeting() {
    return meeting;
  }

  boolean locked() {
    return locked;
  }

  /** The meeting as admitted seats see it. */
  ServerMessage.MeetingCard card() {
    return new ServerMessage.MeetingCard(
        meeting.id(),
        meeting.name(),
        meeting.accessCode(),
        locked,
        meeting.settings().muteOnEntry());
  }

  List<ChatMessage> chat() {
    return chat;
  }

  long lastChatId() {
    return lastChatId;
  }

  String speaker() {
    return speaker;
  }

  boolean removedBefore(Occupant occupant) {
    return removedUsers.contains(occupant.keyed() ? occupant.signInId() : userId(occupant));
  }

  private static String userId(Occupant occupant) {
    return occupant.signedIn() ? occupant.userId() : "";
  }

  /** Whether somebody is there who could admit. */
  boolean hosts() {
    return hosts(seats);
  }

  // --- changing

  /** The seat is now as said; its row is written if it changed. */
  void put(Seat seat) {
    Seat known = seats.put(seat.id(), seat);
    if (known == null || !known.row().equals(seat.row())) {
      rows.add(new RowChange.SaveSeat(before.row().id(), seat.row()));
    }
  }

  /**
   * Frees the seat: its token dies, its media goes, the others are told.
   *
   * @param last what the client is told before its connection closes; null: nothing
   */
  void free(Seat seat, SeatState how, ServerMessage last) {
    seats.remove(seat.id());
    rows.add(new RowChange.SaveSeat(before.row().id(), seat.row().gone(how, now.wallClock())));
    if (seat.connected()) {
      effects.add(new Effect.Finish(seat.connection(), last));
    }
    if (seat.media().offered() > 0) {
      effects.add(new Effect.LeaveMedia(seat.id()));
    }
    if (seat.waiting()) {
      tell(Seat::host, new ServerMessage.WaiterGone(seat.id()));
      return;
    }
    tell(Seat::admitted, new ServerMessage.Left(seat.id(), reason(how)));
    if (seat.id().equals(speaker)) {
      speaker(null);
    }
  }

  void remember(Occupant removed) {
    Set<String> more = new HashSet<>(removedUsers);
    more.add(removed.keyed() ? removed.signInId() : removed.userId());
    removedUsers = more;
  }

  void speaker(String seat) {
    speaker = seat;
    tell(Seat::admitted, new ServerMessage.Speaker(seat));
  }

  /** A message that is newer than all others; the oldest makes room for it. */
  void append(ChatMessage message) {
    lastChatId = message.id();
    List<ChatMessage> longer = new ArrayList<>(chat);
    longer.add(message);
    int surplus = Math.max(0, longer.size() - SessionLimits.CHAT_SHOWN);
    chat = List.copyOf(longer.subList(surplus, longer.size()));
  }

  void chat(List<ChatMessage> changed) {
    chat = List.copyOf(changed);
  }

  void meeting(SessionMeeting changed) {
    meeting = changed;
  }

  void locked(boolean now) {
    locked = now;
  }

  /** The space's change of this number is known now. */
  void heard(long change) {
    lastChange = change;
  }

  void warned(int warnings) {
    warningsGiven = warnings;
  }

  /** Ends the session for all, waiting seats included. */
  void end(ServerMessage.EndReason reason) {
    endReason = reason;
    for (Seat seat : seats()) {
      seats.remove(seat.id());
      SeatRow gone = seat.row().gone(SeatState.ENDED, now.wallClock());
      rows.add(new RowChange.SaveSeat(before.row().id(), gone));
      if (seat.connected()) {
        effects.add(new Effect.Finish(seat.connection(), new ServerMessage.Ended(reason)));
      }
    }
  }

  // --- telling

  void effect(Effect effect) {
    effects.add(effect);
  }

  /** Tells one seat, if it is connected. */
  void tell(Seat seat, ServerMessage message) {
    if (seat.connected()) {
      effects.add(new Effect.Send(List.of(seat.connection()), message));
    }
  }

  /** Tells every connected seat that is {@code wanted}. */
  void tell(Predicate<Seat> wanted, ServerMessage message) {
    List<Connection> to =
        seats.values().stream().filter(wanted.and(Seat::connected)).map(Seat::connection).toList();
    if (!to.isEmpty()) {
      effects.add(new Effect.Send(to, message));
    }
  }

  /** Says that a message was obeyed, if its sender wants to know. */
  void ok(Seat seat, String replyTo) {
    if (replyTo != null) {
      tell(seat, new ServerMessage.Ok(replyTo));
    }
  }

  /** Says that a message was not obeyed. */
  void fail(Seat seat, String replyTo, ErrorCode code, String why) {
    tell(seat, new ServerMessage.Failed(replyTo, code, why));
  }

  /** The decision made of all this. */
  Decision decided() {
    boolean entered = before.stored() || !seats.isEmpty();
    boolean over = entered && seats.isEmpty();
    SessionRow row = before.row().with(locked);
    if (over) {
      row = row.ended(now.wallClock(), endReason == null ? "empty" : lower(endReason));
      effects.add(new Effect.CloseMedia());
    } else if (hosts() != hosts(before.seats())) {
      tell(this::waitedBefore, new ServerMessage.Waiting(hosts()));
    }
    if (endReason == ServerMessage.EndReason.DELETED) {
      // The meeting's rows may be gone, and these with them: nothing may be inserted.
      rows.clear();
      rows.add(new RowChange.CloseSession(row.id(), now.wallClock()));
    } else if (!row.equals(before.row()) || entered != before.stored()) {
      rows.addFirst(new RowChange.SaveSession(row));
    }
    if (entered != before.stored() || (over && endReason != ServerMessage.EndReason.DELETED)) {
      rows.add(new RowChange.NoteLive(meeting.id(), !over, now.wallClock()));
    }
    return new Decision(next(row, entered), rows, effects);
  }

  private SessionState next(SessionRow row, boolean stored) {
    return new SessionState(
        meeting,
        row,
        stored,
        before.endsAtNs(),
        warningsGiven,
        seats,
        removedUsers,
        chat,
        lastChatId,
        lastChange,
        speaker);
  }

  private boolean waitedBefore(Seat seat) {
    return seat.waiting() && before.seats().containsKey(seat.id());
  }

  private static boolean hosts(Map<String, Seat> seats) {
    return seats.values().stream().anyMatch(seat -> seat.host() && seat.connected());
  }

  private static String lower(ServerMessage.EndReason reason) {
    return reason.name().toLowerCase(Locale.ROOT);
  }

  private static LeaveReason reason(SeatState how) {
    return switch (how) {
      case REMOVED -> LeaveReason.REMOVED;
      case TIMED_OUT -> LeaveReason.TIMEOUT;
      case WAITING, ADMITTED, REFUSED, LEFT, SIGNED_OUT, ENDED -> LeaveReason.LEFT;
    };
  }
}
