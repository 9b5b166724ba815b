package io.plenum.testkit;

import io.plenum.rtc.codec.OpusPacket;
import io.plenum.rtc.codec.RedView;
import io.plenum.rtc.rtp.RtpView;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.Map;

/** What a jitter buffer would have had of the sounds in one slot, and when. */
public final class ReceivedSound {
  private final int redundantPayloadType;
  private final RedView red = new RedView();
  private final Map<Long, Long> delaysNs = new HashMap<>();
  private final Map<Long, Long> timestamps = new HashMap<>();
  private int silences;
  private int misdated;
  private int redundantPackets;
  private int copies;

  ReceivedSound(int redundantPayloadType) {
    this.redundantPayloadType = redundantPayloadType;
  }

  /** The packet's own sound, or null if it cannot be read. */
  Piece take(RtpView packet, long nowNs) {
    long time = packet.timestamp();
    if (packet.payloadType() != redundantPayloadType) {
      return take(packet.memory(), packet.payloadOffset(), packet.payloadLength(), time, nowNs);
    }
    if (!red.wrap(packet.memory(), packet.payloadOffset(), packet.payloadLength())) {
      return null;
    }
    redundantPackets++;
    for (int i = 0; i < red.copies(); i++) {
      copies++;
      long age = red.timestampOffset(i);
      take(packet.memory(), red.copyOffset(i), red.copyLength(i), time - age, nowNs);
    }
    return take(packet.memory(), red.primaryOffset(), red.primaryLength(), time, nowNs);
  }

  private Piece take(MemorySegment memory, long at, int length, long timestamp, long nowNs) {
    Piece piece = Piece.inSound(memory, at, length);
    if (piece == null) {
      silences += OpusPacket.dtx(length) ? 1 : 0;
      return null;
    }
    long time = timestamp & 0xFFFF_FFFFL;
    Long known = timestamps.putIfAbsent(key(piece.sender(), piece.frame()), time);
    misdated += known != null && known != time ? 1 : 0;
    delaysNs.putIfAbsent(key(piece.sender(), piece.frame()), nowNs - piece.capturedNs());
    return piece;
  }

  /** Of the sounds {@code first} to {@code last} of {@code sender}, how many came in time. */
  public long inTime(int sender, int first, int last, long withinNs) {
    long count = 0;
    for (int frame = first; frame <= last; frame++) {
      Long delayNs = delaysNs.get(key(sender, frame));
      count += delayNs != null && delayNs <= withinNs ? 1 : 0;
    }
    return count;
  }

  private static long key(int sender, int frame) {
    return (long) sender << 32 | frame;
  }

  /** Packets, or copies, that tell of nothing to be heard. */
  public int silences() {
    return silences;
  }

  /** Sounds that came twice, at two times. */
  public int misdated() {
    return misdated;
  }

  /** Packets that came with redundancy. */
  public int redundantPackets() {
    return redundantPackets;
  }

  /** Copies of earlier sounds in them. */
  public int copies() {
    return copies;
  }
}
