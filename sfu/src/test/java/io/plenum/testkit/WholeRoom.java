package io.plenum.testkit;

import io.plenum.rtc.peer.Peer;
import io.plenum.rtc.sdp.NegotiatedSession;
import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.sfu.room.Participant;
import io.plenum.sfu.room.Room;
import io.plenum.sfu.room.Wish;
import java.util.List;
import java.util.Set;

/** A room on one loop. */
public final class WholeRoom implements Venue {
  private final Room room;

  /** {@code room}. */
  public WholeRoom(Room room) {
    this.room = room;
  }

  @Override
  public Participant join(
      ParticipantId id, NegotiatedSession session, Set<Source> allowed, Peer peer, long nowNs) {
    return room.join(id, session, ScriptedSession.SOURCES, allowed, peer, nowNs);
  }

  @Override
  public void leave(ParticipantId id, long nowNs) {
    room.leave(id, nowNs);
  }

  @Override
  public void view(ParticipantId id, List<Wish> wishes, long nowNs) {
    room.view(id, wishes, nowNs);
  }

  @Override
  public void allow(ParticipantId id, Set<Source> allowed, long nowNs) {
    room.sources(id, allowed, nowNs);
  }

  @Override
  public void pass(long nowNs) {
    pass(room, nowNs);
  }

  static void pass(Room room, long nowNs) {
    if (room.nextDeadlineNs() <= nowNs) {
      room.onDeadline(nowNs);
    }
    if (room.nextReleaseNs() <= nowNs) {
      room.release(nowNs);
    }
  }
}
