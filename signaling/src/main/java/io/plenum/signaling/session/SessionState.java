package io.plenum.signaling.session;

import io.plenum.signaling.chat.ChatTail;
import io.plenum.signaling.message.ChatMessage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Everything a live session knows, at one moment. Immutable: a decision makes a new one.
 *
 * @param row the session's row
 * @param stored whether the row was written; the first seat's decision writes it
 * @param endsAtNs the longest time of the session, on the monotonic clock
 * @param warningsGiven how many of the warnings before the end were given
 * @param seats the taken seats by id, in the order in which they were taken
 * @param removedUsers registered users who may re-enter only through the waiting room (W-4), and
 *     stream keys that may not re-enter
 * @param chat the newest messages, oldest first
 * @param lastChatId the id of the meeting's newest message, 0 before the first
 * @param lastChange the number of the space's newest change, 0 before the first
 * @param speaker the dominant speaker's seat or null
 */
record SessionState(
    SessionMeeting meeting,
    SessionRow row,
    boolean stored,
    long endsAtNs,
    int warningsGiven,
    Map<String, Seat> seats,
    Set<String> removedUsers,
    List<ChatMessage> chat,
    long lastChatId,
    long lastChange,
    String speaker) {

  SessionState {
    seats = Collections.unmodifiableMap(new LinkedHashMap<>(seats));
    removedUsers = Set.copyOf(removedUsers);
    chat = List.copyOf(chat);
  }

  /** A session that nobody has entered yet. */
  static SessionState fresh(SessionMeeting meeting, String sessionId, ChatTail tail, Moment now) {
    SessionRow row =
        new SessionRow(
            sessionId,
            meeting.id(),
            now.wallClock(),
            now.wallClock().plus(SessionLimits.LONGEST),
            meeting.settings().lockedAtStart(),
            null,
            null);
    return new SessionState(
        meeting,
        row,
        false,
        now.nowNs() + SessionLimits.LONGEST.toNanos(),
        0,
        Map.of(),
        Set.of(),
        tail.newest(),
        tail.lastId(),
        tail.lastChange(),
        null);
  }

  /** A session found in rows after a restart: everybody is away as of now. */
  static SessionState restored(StoredSession stored, ChatTail tail, Moment now) {
    Map<String, Seat> seats = new LinkedHashMap<>();
    for (SeatRow row : stored.seats()) {
      seats.put(row.id(), new Seat(row, null, now.nowNs(), SeatMedia.NONE));
    }
    long leftNs = now.wallClock().until(stored.row().endsAt()).toNanos();
    return new SessionState(
        stored.meeting(),
        stored.row(),
        true,
        now.nowNs() + Math.max(0, leftNs),
        Deadlines.warningsDue(leftNs),
        seats,
        stored.removedUsers(),
        tail.newest(),
        tail.lastId(),
        tail.lastChange(),
        null);
  }

  /** Whether the session is over, or never began and nobody wants it any more. */
  boolean over() {
    return row.endedAt() != null || seats.isEmpty();
  }
}
