package io.plenum.sfu.room;

import io.plenum.sfu.timer.Deadline;
import io.plenum.sfu.timer.Deadlines;

/**
 * Whom of a room time concerns: whose timers are due, and for whom packets wait. Confined to the
 * room's loop.
 */
final class RoomTimers {
  private final Deadlines<Participant> deadlines = new Deadlines<>(Participant::nextDeadlineNs);
  private final Backlog backlog = new Backlog();

  /** Nobody's. */
  RoomTimers() {}

  /** A deadline for somebody who comes in. */
  Deadline<Participant> deadline(Participant participant) {
    return deadlines.of(participant);
  }

  Deadlines<Participant> deadlines() {
    return deadlines;
  }

  Backlog backlog() {
    return backlog;
  }
}
