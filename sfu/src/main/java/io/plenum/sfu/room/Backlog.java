package io.plenum.sfu.room;

import java.util.ArrayList;
import java.util.List;

/**
 * Those for whom packets wait in the pacer, so that nobody else need be looked at every
 * millisecond. Confined to the room's loop.
 */
final class Backlog {
  private final List<Participant> waiting = new ArrayList<>();

  /** Nobody waits. */
  Backlog() {}

  /** Packets begin to wait for {@code participant}. */
  void add(Participant participant) {
    if (!waiting.contains(participant)) {
      waiting.add(participant);
    }
  }

  /** {@code participant} is gone. */
  void remove(Participant participant) {
    waiting.remove(participant);
  }

  /** When {@link #release} is to be called; {@link Long#MAX_VALUE} if nobody waits. */
  long nextReleaseNs() {
    long next = Long.MAX_VALUE;
    for (int i = 0; i < waiting.size(); i++) {
      next = Math.min(next, waiting.get(i).subscriber().nextReleaseNs());
    }
    return next;
  }

  /**
   * Sends what is due, and forgets for whom nothing waits any more.
   *
   * @throws ParticipantFaultException if a bug was met with one participant
   */
  void release(long nowNs) {
    for (int i = waiting.size() - 1; i >= 0; i--) {
      Participant participant = waiting.get(i);
      if (participant.subscriber().nextReleaseNs() <= nowNs) {
        release(participant, nowNs);
      }
      if (participant.subscriber().nextReleaseNs() == Long.MAX_VALUE) {
        waiting.remove(i);
      }
    }
  }

  private static void release(Participant participant, long nowNs) {
    try {
      participant.subscriber().release(nowNs);
    } catch (RuntimeException | Error fault) {
      throw new ParticipantFaultException(participant.id(), fault);
    }
  }
}
