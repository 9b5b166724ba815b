package io.plenum.testkit;

import io.plenum.rtc.peer.Peer;
import io.plenum.rtc.sdp.NegotiatedSession;
import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.sfu.room.Participant;
import io.plenum.sfu.room.Wish;
import java.util.List;
import java.util.Set;

/** Where a {@link Crowd} meets: a room, or one in several shards. */
public interface Venue {
  /** Somebody comes in. */
  Participant join(
      ParticipantId id, NegotiatedSession session, Set<Source> allowed, Peer peer, long nowNs);

  /** Somebody goes. */
  void leave(ParticipantId id, long nowNs);

  /** Somebody shows these. */
  void view(ParticipantId id, List<Wish> wishes, long nowNs);

  /** These of somebody's sources may be forwarded. */
  void allow(ParticipantId id, Set<Source> allowed, long nowNs);

  /** Runs what is due. */
  void pass(long nowNs);
}
