package io.plenum.signaling.session;

import io.plenum.signaling.message.ServerMessage;
import java.time.Duration;

/** What happens in a live session because time passes (W-6, M-9). */
final class Deadlines {
  /** Minutes before the longest time at which everyone is warned (M-9). */
  private static final int[] WARNING_MINUTES = {15, 5};

  private Deadlines() {}

  /** When {@link Command.Tick} is due next, monotonic. */
  static long nextNs(SessionState state) {
    long next = state.endsAtNs();
    if (state.warningsGiven() < WARNING_MINUTES.length) {
      next -= warningNs(state.warningsGiven());
    }
    for (Seat seat : state.seats().values()) {
      if (!seat.connected() && graceEndNs(seat) - next < 0) {
        next = graceEndNs(seat);
      }
    }
    return next;
  }

  /** How many warnings lie behind a session that may last {@code leftNs} more. */
  static int warningsDue(long leftNs) {
    int due = 0;
    while (due < WARNING_MINUTES.length && leftNs <= warningNs(due)) {
      due++;
    }
    return due;
  }

  static void pass(Turn turn) {
    long nowNs = turn.now().nowNs();
    long leftNs = turn.before().endsAtNs() - nowNs;
    if (leftNs <= 0) {
      turn.end(ServerMessage.EndReason.TIME);
      return;
    }
    for (Seat seat : turn.seats()) {
      if (!seat.connected() && graceEndNs(seat) - nowNs <= 0) {
        turn.free(seat, SeatState.TIMED_OUT, null);
      }
    }
    int due = warningsDue(leftNs);
    if (due > turn.before().warningsGiven()) {
      turn.warned(due);
      int minutes = WARNING_MINUTES[due - 1];
      turn.tell(Seat::admitted, new ServerMessage.Ending(minutes, turn.before().row().endsAt()));
    }
  }

  private static long graceEndNs(Seat seat) {
    return seat.awaySinceNs() + SessionLimits.GRACE.toNanos();
  }

  private static long warningNs(int warning) {
    return Duration.ofMinutes(WARNING_MINUTES[warning]).toNanos();
  }
}
