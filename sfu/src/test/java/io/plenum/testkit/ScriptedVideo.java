package io.plenum.testkit;

import io.plenum.rtc.rtcp.NtpTime;
import io.plenum.rtc.rtcp.SenderReport;
import io.plenum.rtc.wire.Wire;
import java.lang.foreign.MemorySegment;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A camera by script: VP8 frames of several packets, keyframes when asked for, RTX when asked for.
 */
public final class ScriptedVideo {
  /** Sends packets for the script; the peer adds extensions and protects. */
  interface Transport {
    void send(
        boolean retransmission,
        boolean marker,
        int sequence,
        long timestamp,
        int ssrc,
        byte[] payload);
  }

  private static final int DESCRIPTOR_BYTES = 6;
  private static final int CACHE = 2_000;
  private static final int RATE = 90_000;

  private final int sender;
  private final int ssrc;
  private final Transport transport;
  private final RandomGenerator random;
  private final FrameShape shape;
  private final ScriptedEncoder encoder;
  private final int width;
  private final int height;
  private final long wallOffsetNs;
  private final int timestampBase;
  private final Map<Integer, Sent> cache = new HashMap<>();
  private int sequence;
  private int rtxSequence;
  private int pictureId;
  private int temporal;
  private int tl0;
  private int frame;
  private boolean keyframeWanted = true;
  private long lastTimestamp;
  private long lastCaptureNs = -1;
  private long encodingNs;
  private int packets;
  private int keyframes;
  private int retransmissions;

  ScriptedVideo(
      int sender, int ssrc, long wallOffsetNs, Transport transport, RandomGenerator random) {
    this(sender, ssrc, wallOffsetNs, FrameShape.SMALL, transport, random);
  }

  ScriptedVideo(
      int sender,
      int ssrc,
      long wallOffsetNs,
      FrameShape shape,
      Transport transport,
      RandomGenerator random) {
    this(sender, ssrc, wallOffsetNs, shape, null, 640, 480, transport, random);
  }

  /** One encoding of a camera, the one of this number. */
  static ScriptedVideo encoded(
      int sender,
      int ssrc,
      long wallOffsetNs,
      Simulcast camera,
      int number,
      Transport transport,
      RandomGenerator random) {
    ScriptedEncoder encoder = camera.encoder(number, random);
    int height = camera.encodings().get(number).height();
    int width = height * 16 / 9;
    return new ScriptedVideo(
        sender, ssrc, wallOffsetNs, null, encoder, width, height, transport, random);
  }

  private ScriptedVideo(
      int sender,
      int ssrc,
      long wallOffsetNs,
      FrameShape shape,
      ScriptedEncoder encoder,
      int width,
      int height,
      Transport transport,
      RandomGenerator random) {
    this.encoder = encoder;
    this.width = width;
    this.height = height;
    this.shape = shape;
    this.sender = sender;
    this.ssrc = ssrc;
    this.transport = transport;
    this.random = random;
    this.wallOffsetNs = wallOffsetNs;
    this.sequence = random.nextInt(1 << 15);
    this.pictureId = random.nextInt(1 << 15);
    this.timestampBase = random.nextInt();
  }

  /** Captures and sends one frame. */
  void frame(long nowNs) {
    boolean keyframe = keyframeWanted;
    keyframeWanted = false;
    keyframes += keyframe ? 1 : 0;
    temporal = encoder == null || keyframe ? 0 : ScriptedEncoder.temporal(frame);
    tl0 += temporal == 0 ? 1 : 0;
    int bytes = encoder == null ? 0 : encoder.frame(keyframe, temporal);
    int count =
        encoder == null
            ? shape.packets(keyframe, random)
            : Math.ceilDiv(bytes, ScriptedEncoder.PAYLOAD_BYTES);
    lastCaptureNs = nowNs - encodingNs;
    lastTimestamp = timestamp(lastCaptureNs);
    boolean even = encoder == null && shape.even();
    int size = even ? shape.fillerBytes(random) : 0;
    int longer = even ? random.nextInt(count) : 0; // by one byte, the last ones
    for (int i = 0; i < count; i++) {
      int filler = encoder == null ? Piece.BYTES : bytes / count;
      if (even) {
        filler += size + (i >= count - longer ? 1 : 0) - (i == 0 ? firstHeader(keyframe) : 0);
      } else if (encoder == null) {
        filler += shape.fillerBytes(random);
      }
      byte[] payload = payload(keyframe, new Piece(sender, frame, i, count, lastCaptureNs), filler);
      boolean marker = i == count - 1;
      cache.put(sequence & 0xFFFF, new Sent(marker, lastTimestamp, payload));
      cache.remove((sequence - CACHE) & 0xFFFF);
      packets++;
      transport.send(false, marker, sequence++, lastTimestamp, ssrc, payload);
    }
    frame++;
    pictureId = (pictureId + 1) & 0x7FFF;
  }

  /** Bytes that a frame begins with. */
  private static int firstHeader(boolean keyframe) {
    return keyframe ? 10 : 3;
  }

  private byte[] payload(boolean keyframe, Piece piece, int filler) {
    boolean first = piece.index() == 0;
    int header = DESCRIPTOR_BYTES + (first ? firstHeader(keyframe) : 0);
    byte[] bytes = new byte[header + Math.max(Piece.BYTES, filler)];
    MemorySegment memory = MemorySegment.ofArray(bytes);
    Wire.putU8(memory, 0, 0x80 | (first ? 0x10 : 0));
    Wire.putU8(memory, 1, 0xE0);
    Wire.putU16(memory, 2, 0x8000 | pictureId);
    Wire.putU8(memory, 4, tl0);
    // Frames of higher layers refer to the base only, so each opens its layer (Y).
    Wire.putU8(memory, 5, temporal == 0 ? 0 : temporal << 6 | 0x20);
    if (first) {
      Wire.putU8(memory, 6, keyframe ? 0 : 1);
      if (keyframe) {
        Wire.putU24(memory, 9, 0x9D012A);
        Wire.putU8(memory, 12, width);
        Wire.putU8(memory, 13, width >> 8);
        Wire.putU8(memory, 14, height);
        Wire.putU8(memory, 15, height >> 8);
      }
    }
    piece.write(memory, header);
    return bytes;
  }

  private long timestamp(long atNs) {
    return timestampBase + atNs / 1_000 * RATE / 1_000_000;
  }

  /** Its frames leave so long after they were captured from now on. */
  public void encodingNs(long ns) {
    encodingNs = ns;
  }

  /** The server asks for packets again. */
  void nack(List<Integer> sequences) {
    for (int wanted : sequences) {
      Sent sent = cache.get(wanted);
      if (sent != null) {
        retransmissions++;
        byte[] payload = new byte[sent.payload.length + 2];
        payload[0] = (byte) (wanted >> 8);
        payload[1] = (byte) wanted;
        System.arraycopy(sent.payload, 0, payload, 2, sent.payload.length);
        transport.send(true, sent.marker, rtxSequence++, sent.timestamp, ssrc + 1, payload);
      }
    }
  }

  /** The server asks for a keyframe. */
  void pli() {
    keyframeWanted = true;
  }

  /** Its clock, told before anything else of it. */
  SenderReport firstReport(long nowNs) {
    return new SenderReport(
        ssrc,
        NtpTime.of(nowNs + wallOffsetNs),
        timestamp(nowNs) & 0xFFFF_FFFFL,
        packets,
        0,
        List.of());
  }

  /** Its clock, as a browser reports it; null before the first frame. */
  SenderReport report(long nowNs) {
    if (lastCaptureNs < 0) {
      return null;
    }
    long timestamp = lastTimestamp + (nowNs - lastCaptureNs) / 1_000 * RATE / 1_000_000;
    return new SenderReport(
        ssrc, NtpTime.of(nowNs + wallOffsetNs), timestamp & 0xFFFF_FFFFL, packets, 0, List.of());
  }

  /** Its SSRC; retransmissions have the next one. */
  public int ssrc() {
    return ssrc;
  }

  /** Frames sent. */
  public int frames() {
    return frame;
  }

  /** Keyframes sent. */
  public int keyframes() {
    return keyframes;
  }

  /** Packets sent again. */
  public int retransmissions() {
    return retransmissions;
  }

  private static final class Sent {
    private final boolean marker;
    private final long timestamp;
    private final byte[] payload;

    Sent(boolean marker, long timestamp, byte[] payload) {
      this.marker = marker;
      this.timestamp = timestamp;
      this.payload = payload;
    }
  }
}
