package io.plenum.sfu.room;

import io.plenum.sfu.ParticipantId;
import java.util.Collection;

/**
 * Looks who speaks for the room, as long as somebody is here, and tells everybody when it is
 * somebody else. Confined to the room's loop.
 */
final class SpeakerRound {
  /** Pace of looking who speaks. */
  static final long PACE_NS = 100_000_000L;

  private final Attendance attendance;
  private final Floor floor;
  private final Seats seats;
  private final RoomListener listener;
  private long dueNs = Long.MAX_VALUE;

  /** A round over those in {@code attendance}. */
  SpeakerRound(Attendance attendance, Seats seats, RoomListener listener) {
    this.attendance = attendance;
    this.floor = new Floor(attendance);
    this.seats = seats;
    this.listener = listener;
  }

  /** The floor of the room. */
  Floor floor() {
    return floor;
  }

  /** Somebody is here. */
  void begin(long nowNs) {
    dueNs = Math.min(dueNs, nowNs + PACE_NS);
  }

  /** Nobody is here any more. */
  void end() {
    dueNs = Long.MAX_VALUE;
  }

  /** When {@link #onDeadline} is to be called; {@link Long#MAX_VALUE} while nobody is here. */
  long nextDeadlineNs() {
    return dueNs;
  }

  /** Looks if it is time, and seats those who are to hear others now. */
  void onDeadline(long nowNs) {
    if (nowNs < dueNs) {
      return;
    }
    dueNs = nowNs + PACE_NS;
    if (floor.listen(nowNs)) {
      spoke(floor.speaker(), nowNs);
    }
    seats.hearOthers(nowNs);
  }

  /** It was decided at another shard that {@code who} speaks; null: nobody. */
  void told(ParticipantId who, long nowNs) {
    if (floor.told(who)) {
      spoke(who, nowNs);
    }
  }

  /** {@code who}, whose transport ended here, has left. */
  void left(ParticipantId who, long nowNs) {
    if (floor.left(who)) {
      spoke(null, nowNs);
    }
  }

  /** These are not relayed any more. */
  void departed(Collection<ParticipantId> gone, long nowNs) {
    boolean silenced = false;
    for (ParticipantId who : gone) {
      silenced |= floor.departed(who);
    }
    if (silenced) {
      spoke(null, nowNs);
    }
  }

  private void spoke(ParticipantId whoOrNull, long nowNs) {
    Participant loudest = attendance.participant(whoOrNull);
    if (loudest != null) {
      loudest.trail().speaks(nowNs);
    }
    attendance
        .participants()
        .forEach(each -> each.subscriber().speaker(floor.attendedBy(each.id())));
    listener.speaker(whoOrNull);
  }
}
