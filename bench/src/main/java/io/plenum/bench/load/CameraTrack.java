package io.plenum.bench.load;

import io.plenum.rtc.rtcp.SenderReport;
import io.plenum.rtc.wire.Span;
import io.plenum.rtc.wire.Wire;
import io.plenum.testkit.Piece;
import java.util.List;

/**
 * VP8 by a {@link PacingPlan}; what is asked for again is made again, as long as it is remembered.
 * Confined to the load's thread.
 */
final class CameraTrack implements SentTrack {
  /** Packets that can be sent again: some four seconds. A power of two. */
  static final int REMEMBERED = 1_024;

  private static final int RATE = 90_000;

  private final LoadPeer peer;
  private final TrackFormat format;
  private final int audience;
  private final VideoShape shape;
  private final PacingPlan plan;
  private final SentCount count;
  private final Sent[] remembered = new Sent[REMEMBERED];
  private int sequence;
  private int rtxSequence;

  /** What a packet needs to be made again. */
  private static final class Sent {
    int sequence = -1;
    boolean keyframe;
    boolean marker;
    int frame;
    int index;
    int count;
    int bytes;
    long timestamp;
    long sentWallNs;
  }

  CameraTrack(LoadPeer peer, TrackFormat format, int audience, VideoShape shape, PacingPlan plan) {
    this.peer = peer;
    this.format = format;
    this.audience = audience;
    this.shape = shape;
    this.plan = plan;
    this.count = new SentCount(format.ssrc(), RATE);
    this.sequence = format.ssrc() & 0x7FFF;
    for (int i = 0; i < REMEMBERED; i++) {
      remembered[i] = new Sent();
    }
    plan.advance();
  }

  @Override
  public long dueNs() {
    return plan.dueNs();
  }

  @Override
  public boolean over() {
    return peer.closed();
  }

  @Override
  public void run(long nowNs) {
    Sent sent = remembered[sequence & (REMEMBERED - 1)];
    sent.sequence = sequence & 0xFFFF;
    sent.keyframe = plan.keyframe();
    sent.frame = plan.frame();
    sent.index = plan.index();
    sent.count = plan.count();
    sent.bytes = plan.payloadBytes();
    sent.marker = sent.index == sent.count - 1;
    sent.timestamp = count.timestamp(plan.captureNs());
    Span packet = peer.sender().begin(format, false, sent.marker, sequence++, sent.timestamp);
    sent.sentWallNs = peer.loop().wallNs();
    append(packet, sent);
    peer.sender().send(packet, nowNs - plan.dueNs());
    count.sent(sent.bytes);
    plan.advance();
  }

  private void append(Span packet, Sent sent) {
    Piece piece = new Piece(peer.number(), sent.frame, sent.index, sent.count, sent.sentWallNs);
    long at = packet.offset() + packet.length();
    packet.length(packet.length() + sent.bytes);
    int pictureId = format.ssrc() + sent.frame;
    Content.writeVideo(packet.memory(), at, sent.bytes, piece, sent.keyframe, pictureId, shape);
  }

  @Override
  public void nack(List<Integer> sequenceNumbers) {
    for (int wanted : sequenceNumbers) {
      Sent sent = remembered[wanted & (REMEMBERED - 1)];
      if (sent.sequence == wanted && format.rtxSsrc() != 0) {
        Span packet = peer.sender().begin(format, true, sent.marker, rtxSequence++, sent.timestamp);
        long at = packet.offset() + packet.length();
        packet.length(packet.length() + Short.BYTES);
        Wire.putU16(packet.memory(), at, wanted); // RFC 4588, section 4
        append(packet, sent);
        peer.sender().send(packet, 0);
      }
    }
  }

  @Override
  public void pli() {
    plan.wantKeyframe();
  }

  @Override
  public TrackFormat format() {
    return format;
  }

  @Override
  public SenderReport report(long nowNs) {
    return count.report(nowNs);
  }

  @Override
  public void begin() {
    count.begin();
  }

  @Override
  public long packets() {
    return count.sinceBegin();
  }

  @Override
  public int audience() {
    return audience;
  }
}
