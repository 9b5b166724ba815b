package io.plenum.sfu.loop;

import io.plenum.rtc.srtp.SrtpKeys;
import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.sfu.relay.RelayMessage;
import io.plenum.sfu.room.Wish;
import java.net.InetSocketAddress;
import java.nio.channels.SocketChannel;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/** What other threads may ask of a {@link MediaLoop}, through its mailbox. */
sealed interface LoopCommand {

  /** Whether it may be refused when the loop has too much to do; see {@link Mailbox}. */
  default boolean refusable() {
    return switch (this) {
      case Join _, View _, Trace _, Adopt _, DtlsSend _ -> true;
      case Leave _,
          CloseRoom _,
          Allow _,
          Relay _,
          AskStun _,
          DtlsCompleted _,
          DtlsFailed _,
          DtlsClosed _,
          Stop _ ->
          false;
    };
  }

  /**
   * Somebody enters a room, or offers again there: restarts their transport, or replaces it.
   *
   * @param shard number of the room's shard on this loop
   * @param admission asked when they are about to come in: their place in the order of arrival; -1:
   *     the room is full
   * @param offered what there is to agree on
   * @param entered completes when they are in, with what then holds: {@code offered}, or what it
   *     changes of what held before; or fails
   * @param gone is run once, when nothing of this entrance is left: at the end of the connection,
   *     or when there will be none
   */
  record Join(
      String room,
      int shard,
      LongSupplier admission,
      ParticipantId participant,
      Agreement offered,
      Map<String, Source> sources,
      Set<Source> allowed,
      ParticipantListener listener,
      CompletableFuture<Agreement> entered,
      Runnable gone)
      implements LoopCommand {}

  /** A participant goes; unknown ones are ignored. */
  record Leave(String room, ParticipantId participant) implements LoopCommand {}

  /** A room ends for all. */
  record CloseRoom(String room) implements LoopCommand {}

  /** Which of a participant's sources may be forwarded. */
  record Allow(String room, ParticipantId participant, Set<Source> allowed)
      implements LoopCommand {}

  /**
   * What a participant would like to see, most wanted first.
   *
   * @param only nothing else
   */
  record View(String room, ParticipantId participant, List<Wish> wishes, boolean only)
      implements LoopCommand {}

  /** Somebody wants the trace of a room; empty: there is no such room. */
  record Trace(String room, long wallMs, CompletableFuture<Optional<byte[]>> taken)
      implements LoopCommand {}

  /** A message from another shard of a room. */
  record Relay(String room, RelayMessage.Envelope envelope) implements LoopCommand {}

  /** STUN servers, and no others, are to be asked how the loop's sockets are seen. */
  record AskStun(List<InetSocketAddress> servers) implements LoopCommand {}

  /** A connection that was accepted elsewhere, with what was read of it already. */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record Adopt(SocketChannel connection, byte[] first) implements LoopCommand {}

  /** The handshake has a datagram for the peer. */
  @SuppressWarnings("ArrayRecordComponent") // handed over, never compared
  record DtlsSend(Connection connection, byte[] datagram) implements LoopCommand {}

  /** The handshake is done. */
  record DtlsCompleted(Connection connection, SrtpKeys keys) implements LoopCommand {}

  /** The handshake came to nothing. */
  record DtlsFailed(Connection connection, String reason) implements LoopCommand {}

  /** The peer closed its side after a handshake. */
  record DtlsClosed(Connection connection) implements LoopCommand {}

  /** The loop ends. */
  record Stop() implements LoopCommand {}
}
