package io.plenum.sfu.room;

import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.sfu.publish.PublishedTrack;
import io.plenum.sfu.speaker.DominantSpeaker;
import io.plenum.sfu.speaker.Voice;
import java.util.ArrayList;
import java.util.List;

/**
 * Who speaks for a room. Of a room in several shards one decides, and tells the others, so that
 * there is one answer. Confined to the room's loop.
 */
final class Floor {
  private final Attendance attendance;
  private final DominantSpeaker<ParticipantId> speaker = new DominantSpeaker<>();
  private boolean decides = true;

  /** The floor of those in {@code attendance}. */
  Floor(Attendance attendance) {
    this.attendance = attendance;
  }

  /** Whether it is decided here; at first it is. */
  void decides(boolean here) {
    decides = here;
  }

  /** Who speaks; null: nobody. */
  ParticipantId speaker() {
    return speaker.dominant();
  }

  /** Whom {@code listener} listens to; see {@link DominantSpeaker#attendedBy}. */
  ParticipantId attendedBy(ParticipantId listener) {
    return speaker.attendedBy(listener);
  }

  /** Listens to everybody; whether somebody else speaks now. */
  boolean listen(long nowNs) {
    if (!decides) {
      return false;
    }
    ParticipantId before = speaker.dominant();
    boolean gone = before != null && attendance.attendee(before) == null;
    if (gone) {
      speaker.left(before); // while another shard decided
    }
    List<Voice<ParticipantId>> voices = new ArrayList<>();
    for (Attendee attendee : attendance.all()) {
      PublishedTrack microphone = attendee.track(Source.MICROPHONE);
      if (microphone != null && microphone.allowed()) {
        voices.add(new Voice<>(attendee.id(), microphone.loudness()));
      }
    }
    return speaker.update(voices, nowNs) || gone;
  }

  /**
   * It was decided elsewhere that {@code who} speaks; whether that is somebody else than before.
   */
  boolean told(ParticipantId who) {
    return speaker.adopt(who);
  }

  /** {@code who} has left; whether nobody speaks for it. */
  boolean left(ParticipantId who) {
    return speaker.left(who);
  }

  /**
   * {@code who} is not relayed any more; whether nobody speaks for it. Where another shard decides,
   * that one says so if they have left the room: it may be only a link that was closed.
   */
  boolean departed(ParticipantId who) {
    return decides && speaker.left(who);
  }
}
