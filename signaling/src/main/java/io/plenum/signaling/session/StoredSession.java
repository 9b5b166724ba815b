package io.plenum.signaling.session;

import java.util.List;
import java.util.Set;

/**
 * A session as its rows tell it: unfinished when the process that ran it stopped.
 *
 * @param seats those still taken
 * @param revokedSignIns sign-ins of those seats that are over by now
 */
public record StoredSession(
    SessionMeeting meeting,
    SessionRow row,
    List<SeatRow> seats,
    Set<String> removedUsers,
    List<String> revokedSignIns) {
  public StoredSession {
    seats = List.copyOf(seats);
    removedUsers = Set.copyOf(removedUsers);
    revokedSignIns = List.copyOf(revokedSignIns);
  }

  /** The same with the meeting's settings of today. */
  StoredSession with(SessionSettings settings) {
    return new StoredSession(meeting.with(settings), row, seats, removedUsers, revokedSignIns);
  }
}
