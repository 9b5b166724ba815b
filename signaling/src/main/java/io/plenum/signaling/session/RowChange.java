package io.plenum.signaling.session;

import java.time.Instant;

/** One change to the rows of a session; those of one decision are one transaction. */
public sealed interface RowChange {

  /** The session's row is as said, new or changed. */
  record SaveSession(SessionRow row) implements RowChange {}

  /** The seat's row is as said, new or changed. */
  record SaveSeat(String sessionId, SeatRow row) implements RowChange {}

  /** The meeting's space is told that a live session started or ended. */
  record NoteLive(String meetingId, boolean running, Instant at) implements RowChange {}

  /**
   * The session's and its seats' rows say that they are over, if they are still there: those of a
   * meeting that was deleted may be gone.
   */
  record CloseSession(String sessionId, Instant at) implements RowChange {}
}
