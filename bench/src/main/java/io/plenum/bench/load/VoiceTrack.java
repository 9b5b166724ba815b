package io.plenum.bench.load;

import io.plenum.rtc.rtcp.NtpTime;
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
  private long dueNs;
  private int sequence;
  private long packets;
  private long packetsBefore;
  private long timestamp;

  VoiceTrack(LoadPeer peer, TrackFormat format, int audience, long startNs) {
    this.peer = peer;
    this.format = format;
    this.audience = audience;
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
    timestamp = dueNs / 1_000 * RATE / 1_000_000;
    Span packet = peer.sender().begin(format, false, false, sequence++, timestamp);
    Piece piece = new Piece(peer.number(), (int) packets++, 0, 1, peer.loop().wallNs());
    long at = packet.offset() + packet.length();
    packet.length(packet.length() + Content.VOICE_BYTES);
    Content.writeVoice(packet.memory(), at, piece);
    peer.sender().send(packet, nowNs - dueNs);
    dueNs += PERIOD_NS;
  }

  @Override
  public TrackFormat format() {
    return format;
  }

  @Override
  public SenderReport report(long nowNs) {
    long now = nowNs / 1_000 * RATE / 1_000_000;
    return packets == 0
        ? null
        : new SenderReport(
            format.ssrc(),
            NtpTime.of(nowNs),
            now & 0xFFFF_FFFFL,
            packets & 0xFFFF_FFFFL,
            packets * Content.VOICE_BYTES & 0xFFFF_FFFFL,
            List.of());
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
    packetsBefore = packets;
  }

  @Override
  public long packets() {
    return packets - packetsBefore;
  }

  @Override
  public int audience() {
    return audience;
  }
}
