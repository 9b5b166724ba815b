package io.plenum.testkit;

import io.plenum.rtc.codec.RedWriter;
import io.plenum.rtc.rtcp.NtpTime;
import io.plenum.rtc.rtcp.SenderReport;
import io.plenum.rtc.wire.Span;
import java.lang.foreign.MemorySegment;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A microphone by script: a packet every 20 ms that Opus might have made, as loud as told; with
 * redundancy (RFC 2198) the one before it comes along, as browsers do it. A silence is transmitted
 * discontinuously (RFC 7587, section 3.1.3), as libwebrtc does it: a packet of one byte, then one
 * of comfort noise every 400 ms.
 */
public final class ScriptedVoice {
  private static final int SAMPLES = 960;
  private static final int RATE = 48_000;
  private static final int BYTES = 80;

  /** Sounds of 20 ms from one packet of comfort noise to the next. */
  private static final int COMFORT = 20;

  /** One frame of 20 ms, full band, mono (RFC 6716, section 3.1). */
  private static final byte TOC = (byte) (31 << 3);

  private final int sender;
  private final int ssrc;
  private final long wallOffsetNs;
  private final ScriptedVideo.Transport transport;
  private int sequence;
  private long timestamp;
  private long sentNs = -1;
  private int packets;
  private int redundantPayloadType = -1;
  private byte[] before = {};
  private long beforeTimestamp;
  private boolean silent;
  private int silence;

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

  /** Adds redundancy from now on; the sound inside has {@code payloadType}. */
  void redundant(int payloadType) {
    redundantPayloadType = payloadType;
  }

  /** Says nothing from now on, or speaks again. */
  public void silent(boolean next) {
    silent = next;
    silence = 0;
  }

  void packet(long nowNs) {
    timestamp += SAMPLES;
    sentNs = nowNs;
    if (silent && silence++ == 0) {
      send(new byte[] {TOC});
    } else if (!silent || silence % COMFORT == 0) {
      byte[] sound = new byte[BYTES];
      sound[0] = TOC;
      new Piece(sender, packets++, 0, 1, nowNs).write(MemorySegment.ofArray(sound), 1);
      send(sound);
    }
  }

  private void send(byte[] sound) {
    byte[] payload = redundantPayloadType < 0 ? sound : withTheOneBefore(sound);
    before = sound;
    beforeTimestamp = timestamp;
    transport.send(false, false, sequence++, timestamp, ssrc, payload);
  }

  private byte[] withTheOneBefore(byte[] sound) {
    RedWriter writer = new RedWriter();
    writer.begin(MemorySegment.ofArray(sound), 0, sound.length);
    if (before.length > 0) {
      long age = timestamp - beforeTimestamp;
      writer.copy(age, MemorySegment.ofArray(before), 0, before.length);
    }
    Span payload = new Span().set(MemorySegment.ofArray(new byte[4 * BYTES]), 0, 0, 4 * BYTES);
    writer.append(payload, redundantPayloadType);
    return payload.toBytes();
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

  /** Packets sent with something to hear, comfort noise too. */
  public int packets() {
    return packets;
  }
}
