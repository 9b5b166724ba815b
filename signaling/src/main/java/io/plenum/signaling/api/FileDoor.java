package io.plenum.signaling.api;

import io.plenum.signaling.file.Author;
import io.plenum.signaling.file.FileVisitor;
import io.plenum.signaling.identity.Principal;
import io.plenum.signaling.meeting.Meeting;
import io.plenum.signaling.meeting.MeetingSettings.GuestsSeeChatFrom;
import io.plenum.signaling.meeting.Meetings;
import io.plenum.signaling.session.SeatPass;
import java.util.Optional;

/**
 * Decides who may have the files of a meeting (REQUIREMENTS X-15): registered users who may enter
 * it ({@link Meetings#entered}), and whoever holds an admitted seat in its live session.
 */
record FileDoor(Meetings meetings) {
  /**
   * The caller as a visitor of the meeting that the path names.
   *
   * @throws io.plenum.signaling.meeting.MeetingRefused when there is none, or they are not invited
   * @throws Refusal when nobody is signed in or seated, or the seat is in another meeting
   */
  FileVisitor visitor(Request request) {
    String meetingId = request.path().get("id");
    if (request.seat().isPresent()) {
      return seated(request.seat().get(), meetingId, request.address());
    }
    Principal who = request.who();
    meetings.entered(who, meetingId);
    return new FileVisitor(
        who.accountId(),
        meetingId,
        new Author(Optional.of(who.userId()), Optional.empty(), who.name()),
        request.actor(),
        Optional.empty());
  }

  private FileVisitor seated(SeatPass seat, String meetingId, String address) {
    if (!seat.meetingId().equals(meetingId)) {
      throw notFound();
    }
    Meeting meeting = meetings.byId(seat.accountId(), meetingId).orElseThrow(FileDoor::notFound);
    boolean later =
        seat.userId().isEmpty()
            && meeting.settings().guestsSeeChatFrom() == GuestsSeeChatFrom.ADMISSION;
    return new FileVisitor(
        seat.accountId(),
        meetingId,
        new Author(seat.userId(), Optional.of(seat.seatId()), seat.name()),
        seat.actor(address),
        later ? Optional.of(seat.joinedAt()) : Optional.empty());
  }

  static Refusal notFound() {
    return new Refusal(ErrorCode.NOT_FOUND, "There is no such meeting or file.");
  }
}
