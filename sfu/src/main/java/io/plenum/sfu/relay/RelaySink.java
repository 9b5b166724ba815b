package io.plenum.sfu.relay;

import io.plenum.rtc.codec.FrameInfo;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.sdp.Codec;
import io.plenum.sfu.Source;
import io.plenum.sfu.layer.Ladder;
import io.plenum.sfu.layer.LayerTarget;
import io.plenum.sfu.publish.PacketSink;
import io.plenum.sfu.publish.PublishedStream;
import io.plenum.sfu.publish.PublishedTrack;
import io.plenum.sfu.publish.Watched;
import java.util.Arrays;
import java.util.List;

/**
 * Lets the packets of one track cross to another shard. Sound crosses as it is. Of a picture those
 * encodings cross that are watched there, each from a keyframe on:
 *
 * <pre>
 *  waiting → crossing  the packet that opens a keyframe of an encoding that is watched
 *  crossing → waiting  a packet was refused: half a picture is of no use, a keyframe is asked for
 *                      as soon as the ring has room; the track was muted or begins anew; it is
 *                      watched no more
 * </pre>
 *
 * <p>Nothing is allocated per packet. Confined to the loop of the publisher's shard.
 */
final class RelaySink implements PacketSink {
  /** More encodings than anybody sends; the others do not cross. */
  private static final int MAX_ENCODINGS = 8;

  private final PublishedTrack track;
  private final int number;
  private final PacketRing ring;
  private final RelayCounters counters;
  private final boolean[] crossing = new boolean[MAX_ENCODINGS];
  private final boolean[] watched = new boolean[MAX_ENCODINGS];
  private final int[] reports = new int[MAX_ENCODINGS];
  private final int[] reportSsrcs = new int[MAX_ENCODINGS];
  private Watched shown;
  private List<Integer> decoded = List.of();

  /** A sink for {@code track} of participant {@code number}, which gets nothing yet. */
  RelaySink(PublishedTrack track, int number, PacketRing ring, RelayCounters counters) {
    this.track = track;
    this.number = number;
    this.ring = ring;
    this.counters = counters;
  }

  PublishedTrack track() {
    return track;
  }

  /** Whose track it is. */
  int number() {
    return number;
  }

  /** These sizes of the picture are watched there; all who watch decode these payload types. */
  void show(Watched next, List<Integer> payloadTypes) {
    shown = next;
    decoded = payloadTypes;
    List<String> rids = track.media().rids();
    for (int i = 0; i < MAX_ENCODINGS; i++) {
      watched[i] = rids.isEmpty() ? i == 0 : i < rids.size() && next.rids().contains(rids.get(i));
      crossing[i] &= watched[i];
    }
    track.wishChanged();
    askForKeyframes();
  }

  /** Of what is being sent; a size that rests begins with one by itself. */
  private void askForKeyframes() {
    for (int i = 0; i < MAX_ENCODINGS; i++) {
      if (watched[i] && !crossing[i] && track.ladder().has(i)) {
        track.wantKeyframe(i);
      }
    }
  }

  @Override
  public void packet(
      PublishedStream stream, RtpView packet, FrameInfo frame, long sequence, long nowNs) {
    int encoding = stream.encoding();
    if (encoding >= MAX_ENCODINGS) {
      return;
    }
    if (track.source().audio()) {
      if (!cross(stream, encoding, packet, sequence, nowNs)) {
        counters.droppedSound++;
      }
      return;
    }
    if (!watched[encoding]) {
      return;
    }
    if (crossing[encoding] || (frame.opensKeyframe() && ring.roomy())) {
      crossing[encoding] = cross(stream, encoding, packet, sequence, nowNs);
      counters.droppedPictures += crossing[encoding] ? 0 : 1;
    }
    if (!crossing[encoding] && ring.roomy()) {
      track.wantKeyframe(encoding);
    }
  }

  private boolean cross(
      PublishedStream stream, int encoding, RtpView packet, long sequence, long nowNs) {
    Source source = track.source();
    if (stream.reports() != reports[encoding] || stream.ssrc() != reportSsrcs[encoding]) {
      boolean told =
          stream.reports() == 0
              || ring.offerReport(
                  number,
                  source,
                  encoding,
                  stream.ssrc(),
                  stream.reportPublisherNs(),
                  stream.reportServerNs(),
                  stream.reportRtpTime());
      if (told) {
        reports[encoding] = stream.reports();
        reportSsrcs[encoding] = stream.ssrc();
      }
    }
    boolean taken = ring.offer(number, source, encoding, packet, sequence, nowNs);
    counters.packetsOut += taken ? 1 : 0;
    return taken;
  }

  @Override
  public void ladderChanged(long nowNs) {}

  @Override
  public LayerTarget wish(Ladder sizes) {
    LayerTarget largest = null;
    List<String> rids = track.media().rids();
    for (Ladder.Rung rung : sizes.rungs()) {
      if (shown.asksFor(rung, rids)) {
        largest = new LayerTarget(rung.encoding(), rung.spatial(), LayerTarget.TOP);
      }
    }
    return largest;
  }

  @Override
  public boolean decodes(Codec codec) {
    return decoded.contains(codec.payloadType());
  }

  @Override
  public void interrupted() {
    Arrays.fill(crossing, false);
    askForKeyframes();
  }
}
