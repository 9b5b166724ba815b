package io.plenum.signaling.socket;

import static io.plenum.signaling.socket.SocketMetrics.Reject;

import io.plenum.signaling.access.Attempt;
import io.plenum.signaling.access.Origin;
import io.plenum.signaling.access.RateLimit;
import io.plenum.signaling.access.Role;
import io.plenum.signaling.identity.Identity;
import io.plenum.signaling.identity.Principal;
import io.plenum.signaling.identity.User;
import io.plenum.signaling.meeting.Meeting;
import io.plenum.signaling.meeting.Meetings;
import io.plenum.signaling.message.ClientMessage.Join;
import io.plenum.signaling.message.Credential;
import io.plenum.signaling.message.ErrorCode;
import io.plenum.signaling.message.SeatKind;
import io.plenum.signaling.message.ServerMessage;
import io.plenum.signaling.message.SourceStates;
import io.plenum.signaling.session.Command;
import io.plenum.signaling.session.Connection;
import io.plenum.signaling.session.Frame;
import io.plenum.signaling.session.LiveSession;
import io.plenum.signaling.session.LiveSessions;
import io.plenum.signaling.session.Occupant;
import io.plenum.signaling.session.SeatToken;
import io.plenum.signaling.session.SessionMeeting;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Finds out who wants to join which meeting, and asks its live session for a seat. Calls block on
 * the database: they run on virtual threads.
 */
final class JoinDesk {
  private final Identity identity;
  private final Meetings meetings;
  private final RateLimit rateLimit;
  private final LiveSessions sessions;
  private final MessageWriter writer;
  private final SocketMetrics metrics;
  private final InstantSource clock;

  JoinDesk(LiveSocketRoute.Parts parts, MessageWriter writer, SocketMetrics metrics) {
    this.identity = parts.identity();
    this.meetings = parts.meetings();
    this.rateLimit = parts.rateLimit();
    this.sessions = parts.sessions();
    this.clock = parts.clock();
    this.writer = writer;
    this.metrics = metrics;
  }

  /**
   * Somebody at the door.
   *
   * @param code the access code in the address, as it was typed
   * @param source where the socket comes from, for the rate limit
   */
  record Visit(Connection connection, String code, String source, Join join) {}

  /** The session that decides about the seat; empty when the visitor was sent away. */
  Optional<LiveSession> receive(Visit visit) {
    return switch (visit.join().credential()) {
      case Credential.SeatToken seat -> resume(visit, new SeatToken(seat.token()));
      case Credential.AccessToken access -> signedIn(visit, access.token());
      case Credential.GuestName guest -> guest(visit, guest);
    };
  }

  /** Whoever has no right seat token learns nothing, not even whether there is such a meeting. */
  private Optional<LiveSession> resume(Visit visit, SeatToken token) {
    Optional<Meeting> meeting = meetings.byCode(visit.code());
    if (meeting.isEmpty()) {
      return sendAway(visit, Reject.NO_SUCH_MEETING, ErrorCode.SEAT_GONE, "no such seat");
    }
    Command.Resume resume = new Command.Resume(visit.connection(), visit.join().id(), token);
    return sessions.resume(meeting.get().id(), resume);
  }

  private Optional<LiveSession> signedIn(Visit visit, String token) {
    Optional<Principal> principal = identity.verify(token);
    if (principal.isEmpty()) {
      return AccessTokenAge.expired(token, clock.instant())
          ? sendAway(visit, Reject.WRONG_TOKEN, ErrorCode.EXPIRED_TOKEN, "refresh the token")
          : sendAway(visit, Reject.WRONG_TOKEN, ErrorCode.WRONG_TOKEN, "sign in again");
    }
    if (!principal.get().scopes().isEmpty()) {
      // Scopes are checked call by call; a seat would be a way around them.
      return sendAway(visit, Reject.WRONG_TOKEN, ErrorCode.FORBIDDEN, "no machine takes a seat");
    }
    if (principal.get().mustChangePassword()) {
      String why = "change the password that was made for you first";
      return sendAway(visit, Reject.WRONG_TOKEN, ErrorCode.PASSWORD_CHANGE_REQUIRED, why);
    }
    Optional<LiveSession> session =
        meeting(visit, Origin.proven(principal.get().userId()))
            .flatMap(meeting -> enter(visit, meeting, occupant(meeting, principal.get())));
    if (!identity.stands(principal.get())) {
      // The sign-in ended while its seat was on the way; the seat may not have been there to close.
      sessions.revoke(principal.get().signInId());
    }
    return session;
  }

  private Optional<LiveSession> guest(Visit visit, Credential.GuestName guest) {
    Optional<Duration> wait = rateLimit.begin(Attempt.GUEST_JOIN, visit.source(), visit.code());
    if (wait.isPresent()) {
      return sendAway(visit, wait.get());
    }
    Occupant occupant =
        new Occupant(SeatKind.GUEST, Role.GUEST, null, null, guest.name(), guest.note(), false);
    return meeting(visit, Origin.of(visit.source()))
        .flatMap(meeting -> enter(visit, meeting, occupant));
  }

  /**
   * Who may enter the meeting is a registered user there. Somebody of another account is a guest,
   * no more (I-1); so is who is not invited to a meeting for invited people (M-7): they wait, and
   * are admitted or refused as guests are.
   */
  private Occupant occupant(Meeting meeting, Principal principal) {
    boolean own = meetings.mayEnter(meeting, principal);
    return new Occupant(
        own ? SeatKind.REGISTERED : SeatKind.GUEST,
        own ? principal.role() : Role.GUEST,
        principal.userId(),
        principal.signInId(),
        principal.name(),
        "",
        own && principal.userId().equals(meeting.organizerId()));
  }

  /** Guessing at codes is slowed; who is signed in answers only for themselves (I-6). */
  private Optional<Meeting> meeting(Visit visit, Origin origin) {
    Optional<Duration> wait = rateLimit.begin(Attempt.CODE_LOOKUP, origin, visit.code());
    if (wait.isPresent()) {
      sendAway(visit, wait.get());
      return Optional.empty();
    }
    Optional<Meeting> meeting = meetings.byCode(visit.code());
    if (meeting.isPresent()) {
      rateLimit.succeeded(Attempt.CODE_LOOKUP, origin, visit.code());
    } else {
      sendAway(visit, Reject.NO_SUCH_MEETING, ErrorCode.NOT_FOUND, "no meeting has this code");
    }
    return meeting;
  }

  private Optional<LiveSession> enter(Visit visit, Meeting meeting, Occupant occupant) {
    Join join = visit.join();
    boolean microphone = join.microphone() == null ? !prefersMuted(occupant) : join.microphone();
    SourceStates wish = new SourceStates(microphone, join.camera(), false);
    SessionMeeting facts =
        new SessionMeeting(
            meeting.id(),
            meeting.accountId(),
            meeting.name(),
            meeting.organizerId(),
            meeting.accessCode(),
            sessions.settings(meeting.id()));
    return sessions.enter(
        facts,
        new Command.Enter(visit.connection(), join.id(), occupant, sessions.freshSeat(), wish));
  }

  /** What a user chose for all their entries (W-5). */
  private boolean prefersMuted(Occupant occupant) {
    return occupant.signedIn()
        && identity.users().byId(occupant.userId()).filter(User::muteOnEntry).isPresent();
  }

  private Optional<LiveSession> sendAway(Visit visit, Duration wait) {
    metrics.rejected(Reject.JOIN_LIMITED);
    int seconds = Math.toIntExact(Math.max(1, wait.plusMillis(999).toSeconds()));
    finish(
        visit,
        new ServerMessage.Failed(
            visit.join().id(), ErrorCode.TOO_MANY_REQUESTS, "too many tries", seconds));
    return Optional.empty();
  }

  private Optional<LiveSession> sendAway(Visit visit, Reject reason, ErrorCode code, String why) {
    metrics.rejected(reason);
    finish(visit, new ServerMessage.Failed(visit.join().id(), code, why));
    return Optional.empty();
  }

  private void finish(Visit visit, ServerMessage last) {
    visit.connection().finish(new Frame(last, writer::write));
  }
}
