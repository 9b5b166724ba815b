package io.plenum.sfu.trace;

import io.plenum.sfu.allocation.Allotment;
import io.plenum.sfu.allocation.PictureWish;
import io.plenum.sfu.bandwidth.Feedback;
import io.plenum.sfu.bandwidth.LinkUse;
import io.plenum.sfu.bandwidth.ProbeCluster;
import io.plenum.sfu.pacing.PacketKind;
import java.nio.ByteBuffer;
import java.util.List;

/**
 * One record of a trace, read.
 *
 * @param atNs the loop's time
 * @param participant its number in the room at that time
 * @param what happened
 */
public record TraceRecord(long atNs, int participant, What what) {

  /** What happened; {@link RecordKind} says more. */
  public sealed interface What {}

  /** Somebody enters. */
  public record Joined(String name) implements What {}

  /** A way out begins. */
  public record Began(Feedback feedback, boolean soundNumbered, boolean pads) implements What {}

  /** Somebody is gone. */
  public record Left() implements What {}

  /** An RTP packet came. */
  public record Received(
      int bytes, int ssrc, int sequence, int payloadType, boolean marker, long timestamp)
      implements What {}

  /** A receiver misses packets. */
  public record Missed(int packets) implements What {}

  /** A receiver cannot decode a picture. */
  public record PictureLost() implements What {}

  /** A receiver reports arrivals; each is an index and a delta, as in the RTCP packet. */
  public record Reported(
      int base, int packets, int referenceTime, int count, List<List<Integer>> arrivals)
      implements What {}

  /** What is known after a report. */
  public record Estimated(LinkUse use, long bps, double lossShare) implements What {}

  /** A receiver says what it takes. */
  public record Remb(long bps) implements What {}

  /** What could be used. */
  public record Wanted(long bps) implements What {}

  /** A probe begins. */
  public record Probe(ProbeCluster cluster) implements What {}

  /** Time passed. */
  public record Deadline() implements What {}

  /** Another path. */
  public record PathChanged(boolean elsewhere) implements What {}

  /** What waited may leave. */
  public record Released(int video, int retransmissions, int padding) implements What {}

  /** The link is shared. */
  public record Allotted(
      List<PictureWish> wishes,
      long soundBps,
      long budgetBps,
      long wantedBps,
      List<Allotment.Picture> pictures)
      implements What {}

  /** Speaks for the room now. */
  public record Speaks() implements What {}

  /** Shows so many pictures. */
  public record Viewed(int wishes) implements What {}

  /** What may be forwarded, a bit for each source. */
  public record Allowed(int sources) implements What {}

  /**
   * All that is known of a way out.
   *
   * @param state as {@link io.plenum.sfu.state.StateReader} takes it up; not to be written to
   */
  public record Checkpoint(String name, Began terms, ByteBuffer state) implements What {}

  /** The server has so much for the pictures, bit/s; {@link Long#MAX_VALUE}: no limit. */
  public record Limited(long bps) implements What {}

  /**
   * Packets that waited are thrown away.
   *
   * @param waited how many of {@code kind} waited
   * @param places of those thrown away among them, ascending, from 0
   */
  public record Discarded(PacketKind kind, int waited, List<Integer> places) implements What {}

  /** Something is missing here. */
  public record Gap() implements What {}

  /** A packet leaves, or waits. */
  public record Sent(PacketKind kind, boolean atOnce, int bytes) implements What {}
}
