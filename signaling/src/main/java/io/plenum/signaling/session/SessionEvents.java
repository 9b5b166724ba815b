package io.plenum.signaling.session;

import io.plenum.signaling.audit.Actor;
import io.plenum.signaling.audit.AuditEvent;
import io.plenum.signaling.audit.AuditKind;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the audit log is to know of a decision, read off its rows: a pure function, so no rule can
 * forget to tell it.
 */
final class SessionEvents {
  private final SessionState before;
  private final Actor by;

  private SessionEvents(SessionState before, Command command) {
    this.before = before;
    this.by = actor(before, command);
  }

  /** The events of {@code rows}, which {@code command} led to, in their order. */
  static List<AuditEvent> of(SessionState before, Command command, List<RowChange> rows) {
    SessionEvents events = new SessionEvents(before, command);
    return Stream.concat(rows.stream().flatMap(events::of), events.path(command).stream()).toList();
  }

  /** The candidate pair that media takes. */
  private Optional<AuditEvent> path(Command command) {
    if (!(command instanceof Command.MediaConnected connected)) {
      return Optional.empty();
    }
    return Optional.ofNullable(before.seats().get(connected.seat()))
        .filter(seat -> seat.media().concerns(connected.peer()))
        .map(
            seat ->
                event(
                        AuditKind.MEDIA_CONNECTED,
                        Map.of(
                            "seat", seat.id(),
                            "local", connected.path().local(),
                            "transport", connected.path().transport()),
                        Map.of("name", seat.occupant().name(), "path", connected.path().remote()))
                    .to(person(seat.occupant(), seat.id())));
  }

  /** Who caused it; what nobody asked for is the server's doing. */
  private static Actor actor(SessionState before, Command command) {
    return switch (command) {
      case Command.Enter enter ->
          Actor.of(
              person(enter.occupant(), enter.fresh().id()),
              enter.occupant().name(),
              enter.from().source());
      case Command.Say say -> actor(before, say.from());
      case Command.StreamEnded ended -> actor(before, ended.from());
      default -> Actor.SERVER;
    };
  }

  private static Actor actor(SessionState before, Connection by) {
    return before.seats().values().stream()
        .filter(seat -> seat.connection() == by)
        .findFirst()
        .map(SessionEvents::actor)
        .orElse(Actor.SERVER);
  }

  /** Somebody who sits there, connected. */
  static Actor actor(Seat seat) {
    return Actor.of(
        person(seat.occupant(), seat.id()), seat.occupant().name(), seat.connection().source());
  }

  /** Of a user of another account nothing is known here but the seat (REQUIREMENTS I-1). */
  static String person(Occupant occupant, String seat) {
    return occupant.registered() ? occupant.userId() : seat;
  }

  private Stream<AuditEvent> of(RowChange change) {
    return switch (change) {
      case RowChange.SaveSession save -> Stream.of(session(save.row()));
      case RowChange.SaveSeat save -> seat(save.row()).stream();
      case RowChange.CloseSession close -> closed(close.at());
      case RowChange.NoteLive live -> Stream.empty();
    };
  }

  private AuditEvent session(SessionRow row) {
    if (row.endedAt() == null && before.stored()) {
      return event(row.locked() ? AuditKind.SESSION_LOCKED : AuditKind.SESSION_UNLOCKED, Map.of());
    }
    if (row.endedAt() == null) {
      return event(AuditKind.SESSION_STARTED, Map.of());
    }
    return event(
        AuditKind.SESSION_ENDED,
        Map.of("reason", row.endReason(), "seconds", seconds(row.startedAt(), row.endedAt())));
  }

  /** The meeting was deleted under the session. */
  private Stream<AuditEvent> closed(Instant at) {
    Stream<AuditEvent> left =
        before.seats().values().stream().map(seat -> moved(seat.row().gone(SeatState.ENDED, at)));
    return before.stored()
        ? Stream.concat(left, Stream.of(session(before.row().ended(at, "deleted"))))
        : left;
  }

  private Optional<AuditEvent> seat(SeatRow row) {
    Seat known = before.seats().get(row.id());
    if (known == null || known.row().state() != row.state()) {
      return Optional.of(moved(row));
    }
    boolean muted = !known.row().sources().equals(row.sources()) && !isActor(row);
    return muted ? Optional.of(about(row, AuditKind.SEAT_MUTED, Map.of())) : Optional.empty();
  }

  private AuditEvent moved(SeatRow row) {
    return switch (row.state()) {
      case WAITING -> about(row, AuditKind.SEAT_WAITING, occupant(row));
      case ADMITTED -> about(row, AuditKind.SEAT_ADMITTED, occupant(row));
      case REFUSED -> about(row, AuditKind.SEAT_REFUSED, Map.of());
      case REMOVED -> about(row, AuditKind.SEAT_REMOVED, gone(row));
      case LEFT, TIMED_OUT, SIGNED_OUT, ENDED -> about(row, AuditKind.SEAT_LEFT, gone(row));
    };
  }

  private static Map<String, Object> occupant(SeatRow row) {
    Map<String, Object> occupant =
        new HashMap<>(
            Map.of(
                "kind", row.occupant().kind().wireName(),
                "role", row.occupant().role().text(),
                "organizer", row.occupant().organizer()));
    if (row.occupant().keyed()) {
      occupant.put("streamKey", row.occupant().signInId());
    }
    return occupant;
  }

  private static Map<String, Object> gone(SeatRow row) {
    Instant from = row.joinedAt() == null ? row.since() : row.joinedAt();
    return Map.of(
        "how", row.state().rowName(),
        "admitted", row.joinedAt() != null,
        "seconds", seconds(from, row.goneAt()));
  }

  /** Something that the actor did to a seat: their own, or another's, which is then the subject. */
  private AuditEvent about(SeatRow row, AuditKind kind, Map<String, Object> facts) {
    Map<String, Object> more = new HashMap<>(facts);
    more.put("seat", row.id());
    if (isActor(row)) {
      return event(kind, more);
    }
    AuditEvent event = event(kind, more, Map.of("name", row.occupant().name()));
    return event.to(person(row.occupant(), row.id()));
  }

  private boolean isActor(SeatRow row) {
    return by.id().equals(Optional.of(person(row.occupant(), row.id())));
  }

  private AuditEvent event(AuditKind kind, Map<String, Object> facts) {
    return event(kind, facts, Map.of());
  }

  private AuditEvent event(
      AuditKind kind, Map<String, Object> facts, Map<String, String> personal) {
    Map<String, Object> more = new HashMap<>(facts);
    more.put("session", before.row().id());
    SessionMeeting meeting = before.meeting();
    return new AuditEvent(meeting.accountId(), kind, by, Optional.of(meeting.id()), more, personal);
  }

  private static long seconds(Instant from, Instant to) {
    return Duration.between(from, to).toSeconds();
  }
}
