package io.plenum.signaling.api;

import io.plenum.signaling.access.Condition;
import io.plenum.signaling.chat.Participant;
import io.plenum.signaling.identity.Principal;
import io.plenum.signaling.meeting.Meeting;
import io.plenum.signaling.meeting.MeetingRefused;
import io.plenum.signaling.meeting.Meetings;
import io.plenum.signaling.message.ChatAuthor;
import io.plenum.signaling.message.SeatKind;
import io.plenum.signaling.session.LiveSessions;
import io.plenum.signaling.session.SeatPass;
import java.time.Instant;

/**
 * Who gets into a meeting's space: registered users who may enter the meeting ({@link
 * Meetings#entered}), and, where the access matrix says so, whoever shows an admitted seat in its
 * live session (W-3).
 */
final class SpaceDoor {
  private final Meetings meetings;
  private final LiveSessions sessions;

  SpaceDoor(Meetings meetings, LiveSessions sessions) {
    this.meetings = meetings;
    this.sessions = sessions;
  }

  /**
   * The meeting that the path names, for somebody who is signed in.
   *
   * @throws MeetingRefused when there is none, or they are not invited
   */
  Meeting meeting(Request request) {
    return meetings.entered(request.who(), request.path().get("id"));
  }

  /** Whether somebody may still enter. */
  boolean isOpen(Principal who, String meetingId) {
    try {
      return meetings.entered(who, meetingId) != null;
    } catch (MeetingRefused gone) {
      return false;
    }
  }

  /**
   * Under what name the caller takes part in the chat of the meeting that the path names.
   *
   * @throws MeetingRefused when there is none, or they are not invited
   * @throws Refusal 401 when a guest shows no seat in it
   */
  Participant participant(Request request) {
    boolean needsSeat =
        request.condition() == Condition.IN_SESSION
            || request.condition() == Condition.OWN_IN_SESSION;
    return needsSeat ? seated(request) : registered(request);
  }

  private Participant registered(Request request) {
    Principal who = request.who();
    Meeting meeting = meeting(request);
    return new Participant(
        meeting.accountId(),
        meeting.id(),
        new ChatAuthor(null, who.userId(), who.name(), SeatKind.REGISTERED),
        Instant.EPOCH,
        request.actor());
  }

  private Participant seated(Request request) {
    String meetingId = request.path().get("id");
    SeatPass pass =
        request
            .seat()
            .filter(seat -> seat.meetingId().equals(meetingId))
            .orElseThrow(
                () ->
                    new Refusal(
                        ErrorCode.NOT_SIGNED_IN,
                        "Sign in, or show an admitted seat in the meeting's live session."));
    return new Participant(
        pass.accountId(),
        meetingId,
        new ChatAuthor(pass.seatId(), pass.userId().orElse(null), pass.name(), pass.kind()),
        pass.seesChatFrom(sessions.settings(meetingId)),
        pass.actor(request.address()));
  }
}
