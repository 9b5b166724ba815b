package io.plenum.sfu.loop;

import io.plenum.rtc.ice.IceCredentials;
import io.plenum.rtc.sdp.NegotiatedSession;
import io.plenum.rtc.srtp.SrtpKeys;
import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.sfu.room.Wish;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** What other threads may ask of a {@link MediaLoop}, through its mailbox. */
sealed interface LoopCommand {

  /** Somebody enters a room, or replaces their own earlier transport there. */
  record Join(
      String room,
      ParticipantId participant,
      IceCredentials localIce,
      NegotiatedSession session,
      Map<String, Source> sources,
      Set<Source> allowed,
      ParticipantListener listener,
      CompletableFuture<Void> done)
      implements LoopCommand {}

  /** A participant goes; unknown ones are ignored. */
  record Leave(String room, ParticipantId participant) implements LoopCommand {}

  /** A room ends for all. */
  record CloseRoom(String room) implements LoopCommand {}

  /** Which of a participant's sources may be forwarded. */
  record Allow(String room, ParticipantId participant, Set<Source> allowed)
      implements LoopCommand {}

  /** What a participant would like to see, most wanted first. */
  record View(String room, ParticipantId participant, List<Wish> wishes) implements LoopCommand {}

  /** The handshake has a datagram for the peer. */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record DtlsSend(Connection connection, byte[] datagram) implements LoopCommand {}

  /** The handshake is done. */
  record DtlsCompleted(Connection connection, SrtpKeys keys) implements LoopCommand {}

  /** The handshake failed, or the peer closed its side. */
  record DtlsEnded(Connection connection, String reason) implements LoopCommand {}

  /** The loop ends. */
  record Stop() implements LoopCommand {}
}
