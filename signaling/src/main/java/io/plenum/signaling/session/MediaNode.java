package io.plenum.signaling.session;

import io.plenum.signaling.message.MediaSource;
import io.plenum.signaling.message.Viewing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionStage;

/**
 * Where the media of live sessions is forwarded: in this process, or on another node. A room is a
 * live session's id, a participant a seat's id. No method blocks; calls of one session take effect
 * in their order.
 */
public interface MediaNode {

  /**
   * Gives a participant a peer, instead of the one it may have.
   *
   * @param sdp the client's offer
   * @param sources which source each sendonly m-line (by mid) carries
   * @param allowed what may be forwarded from the start; see {@link #sources}
   * @return the answer's SDP; fails with {@link OfferRefused} when the offer is at fault, and with
   *     {@link NodeBusy} when the node has no time for another room
   */
  CompletionStage<String> join(
      String room,
      String participant,
      String sdp,
      Map<String, MediaSource> sources,
      Set<MediaSource> allowed,
      MediaListener listener);

  /** Takes a participant's peer away. */
  void leave(String room, String participant);

  /** Says what may be forwarded of a participant; everything else is dropped. */
  void sources(String room, String participant, Set<MediaSource> allowed);

  /** Says what a participant's client shows. */
  void view(String room, String participant, Viewing what);

  /**
   * Copies of what is in the traces of a room's shards, the oldest first; see {@code
   * io.plenum.sfu.trace.TraceFile}.
   *
   * @return none: there is no such room
   */
  CompletionStage<List<byte[]>> trace(String room, Instant now);

  /** Takes a whole room away. */
  void close(String room);
}
