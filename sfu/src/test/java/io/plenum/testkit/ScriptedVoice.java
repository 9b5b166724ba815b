package io.plenum.testkit;

import io.plenum.rtc.rtcp.NtpTime;
import io.plenum.rtc.rtcp.SenderReport;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.random.RandomGenerator;

/** A microphone by script: an Opus-sized packet every 20 ms, as loud as told. */
public final class ScriptedVoice {
  private static final int SAMPLES = 960;
  private static final int RATE = 48_000;

  private final int sender;
  private final int ssrc;
  private final long wallOffsetNs;
  private final ScriptedVideo.Transport transport;
  private int sequence;
  private long timestamp;
  private long sentNs = -1;
  private int packets;

  ScriptedVoice(
      int sender,
      int ssrc,
      long wallOffsetNs,
      ScriptedVideo.Transport transport,
      RandomGenerator random) {
    this.sender = sender;
    this.ssrc = ssrc;
    this.wallOffsetNs = wallOffsetNs;
    this.transport = transport;
    this.sequence = random.nextInt(1 << 15);
    this.timestamp = random.nextInt() & 0xFFFF_FFFFL;
  }

  void packet(long nowNs) {
    byte[] payload = new byte[80];
    new Piece(sender, packets++, 0, 1, nowNs).write(MemorySegment.ofArray(payload), 0);
    timestamp += SAMPLES;
    sentNs = nowNs;
    transport.send(false, false, sequence++, timestamp, ssrc, payload);
  }

  /** Its clock; null before the first packet. */
  SenderReport report(long nowNs) {
    if (sentNs < 0) {
      return null;
    }
    long now = timestamp + (nowNs - sentNs) / 1_000 * RATE / 1_000_000;
    return new SenderReport(
        ssrc, NtpTime.of(nowNs + wallOffsetNs), now & 0xFFFF_FFFFL, packets, 0, List.of());
  }

  /** Its SSRC. */
  public int ssrc() {
    return ssrc;
  }

  /** Packets sent. */
  public int packets() {
    return packets;
  }
}
