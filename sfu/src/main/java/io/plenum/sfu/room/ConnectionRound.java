package io.plenum.sfu.room;

import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.quality.QualityWatch;
import java.util.HashMap;
import java.util.Map;

/**
 * Looks at everybody's connection in turn, once in {@link QualityWatch#PACE_NS}, and tells what is
 * wrong with it. Confined to the room's loop.
 */
final class ConnectionRound {
  private final Attendance attendance;
  private final RoomListener listener;
  private long dueNs = Long.MIN_VALUE;

  /** A round over those of {@code attendance} who are here. */
  ConnectionRound(Attendance attendance, RoomListener listener) {
    this.attendance = attendance;
    this.listener = listener;
  }

  /**
   * Goes round if it is time.
   *
   * @throws ParticipantFaultException if a bug was met with one participant
   */
  void onDeadline(long nowNs) {
    if (nowNs >= dueNs) {
      dueNs = nowNs + QualityWatch.PACE_NS;
      look(nowNs);
    }
  }

  private void look(long nowNs) {
    Map<ParticipantId, Integer> heights = new HashMap<>();
    for (Participant receiver : attendance.participants()) {
      guarded(
          receiver,
          () ->
              receiver
                  .subscriber()
                  .camerasShown((who, height) -> heights.merge(who, height, Math::max)));
    }
    for (Attendee each : attendance.all()) {
      each.cameraShown(heights.getOrDefault(each.id(), 0));
    }
    for (Participant each : attendance.participants()) {
      guarded(
          each, () -> each.troubles(nowNs).forEach(spell -> listener.trouble(each.id(), spell)));
    }
  }

  private static void guarded(Participant participant, Runnable look) {
    try {
      look.run();
    } catch (RuntimeException | Error fault) {
      throw new ParticipantFaultException(participant.id(), fault);
    }
  }
}
