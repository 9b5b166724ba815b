package io.plenum.bench.load;

import io.plenum.rtc.rtcp.SenderReport;
import io.plenum.rtc.wire.Span;
import io.plenum.testkit.Piece;
import java.util.List;

/** Opus of 20 ms that is always heard. Confined to the load's thread. */
final class VoiceTrack implements SentTrack {
  /** Time between two packets. */
  static final long PERIOD_NS = 20_000_000;

  private static final int RATE = 48_000;

  private final LoadPeer peer;
  private final TrackFormat format;
  private final int audience;
  private final SentCount count;
  private long dueNs;
  private int sequence;

  VoiceTrack(LoadPeer peer, TrackFormat format, int audience, long startNs) {
    this.peer = peer;
    this.format = format;
    this.audience = audience;
    this.count = new SentCount(format.ssrc(), RATE);
    this.dueNs = startNs;
    this.sequence = format.ssrc() & 0x7FFF;
  }

  @Override
  public long dueNs() {
    return dueNs;
  }

  @Override
  public boolean over() {
    return peer.closed();
  }

  @Override
  public void run(long nowNs) {
    long timestamp = count.timestamp(dueNs);
    Span packet = peer.sender().begin(format, false, false, sequence++, timestamp);
    Piece piece = new Piece(peer.number(), (int) count.packets(), 0, 1, peer.loop().wallNs());
    long at = packet.offset() + packet.length();
    packet.length(packet.length() + Content.VOICE_BYTES);
    Content.writeVoice(packet.memory(), at, piece);
    peer.sender().send(packet, nowNs - dueNs);
    count.sent(Content.VOICE_BYTES);
    dueNs += PERIOD_NS;
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
  public void nack(List<Integer> sequenceNumbers) {
    // Browsers repeat no sound unless retransmission of it is agreed, and ours is not.
  }

  @Override
  public void pli() {
    throw new IllegalStateException("sound has no keyframes");
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
