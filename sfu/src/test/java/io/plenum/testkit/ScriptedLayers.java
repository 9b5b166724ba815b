package io.plenum.testkit;

import io.plenum.rtc.codec.VideoCodec;
import io.plenum.rtc.rtp.ExtensionWriter;
import io.plenum.rtc.rtp.RtpWriter;
import io.plenum.rtc.wire.Span;
import io.plenum.rtc.wire.Wire;
import java.io.ByteArrayOutputStream;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A camera by script whose pictures have layers: RTP packets as a browser writes them for the
 * pattern's codec, each with its {@link LayerTruth}. Numbers begin just before they wrap.
 */
public final class ScriptedLayers {
  /** Local id of the dependency descriptor. */
  public static final int DESCRIPTOR_ID = 5;

  /** Widths of the spatial layers; heights are three quarters. */
  public static final List<Integer> WIDTHS = List.of(320, 640, 1280);

  private static final int TICKS = 3_000;

  private final LayerPattern pattern;
  private final RandomGenerator random;
  private final DescriptorText descriptors;
  private final Map<Long, Integer> frames = new HashMap<>();
  private int sequence;
  private long timestamp;
  private int pictureId;
  private int tl0PicIdx;
  private int picture;
  private int frame;
  private int sinceKeyframe = -1;

  /**
   * A camera that has sent nothing.
   *
   * @param source its number, so that frames of several cameras differ
   */
  public ScriptedLayers(LayerPattern pattern, int source, RandomGenerator random) {
    this.pattern = pattern;
    this.random = random;
    this.frame = source * LayerTruth.FRAMES_OF_SOURCE;
    this.descriptors = new DescriptorText(pattern);
    this.sequence = 0xFFFF - random.nextInt(200);
    this.timestamp = 0xFFFF_FFFFL - random.nextInt(200) * (long) TICKS;
    this.pictureId = 0x7FFF - random.nextInt(100);
    this.tl0PicIdx = random.nextInt(256);
  }

  /** The packets of the next picture, in order. */
  public List<byte[]> picture(boolean keyframe) {
    sinceKeyframe = keyframe || sinceKeyframe < 0 ? 0 : sinceKeyframe + 1;
    tl0PicIdx += pattern.temporal(sinceKeyframe) == 0 ? 1 : 0;
    List<byte[]> packets = new ArrayList<>();
    for (int spatial = 0; spatial < pattern.spatials(); spatial++) {
      frames.put(key(picture, spatial), frame);
      frame(spatial, packets);
      frame++;
    }
    picture++;
    pictureId++;
    timestamp += TICKS;
    return packets;
  }

  private void frame(int spatial, List<byte[]> packets) {
    int count = 1 + random.nextInt(3) + (sinceKeyframe == 0 ? 2 : 0);
    List<Integer> needs = needs(spatial);
    for (int i = 0; i < count; i++) {
      LayerTruth truth =
          new LayerTruth(frame, picture, spatial, pattern.temporal(sinceKeyframe), i, count, needs);
      boolean marker = i == count - 1 && spatial == pattern.spatials() - 1;
      packets.add(packet(truth, marker));
    }
  }

  private List<Integer> needs(int spatial) {
    List<Integer> needs = new ArrayList<>();
    for (int step : pattern.steps(sinceKeyframe)) {
      needs.add(frames.get(key(picture - step, spatial)));
    }
    if (spatial > 0 && across()) {
      needs.add(frames.get(key(picture, spatial - 1)));
    }
    return needs;
  }

  /** Whether this picture's layers need each other. */
  private boolean across() {
    return sinceKeyframe == 0 || !pattern.onlyKeyframesAcross();
  }

  private static long key(int ofPicture, int spatial) {
    return ofPicture * 8L + spatial;
  }

  private byte[] packet(LayerTruth truth, boolean marker) {
    ExtensionWriter extensions = new ExtensionWriter();
    if (pattern.codec() == VideoCodec.AV1) {
      byte[] descriptor = descriptors.write(truth, sinceKeyframe);
      extensions.put(DESCRIPTOR_ID, MemorySegment.ofArray(descriptor), 0, descriptor.length);
    }
    byte[] payload = payload(truth);
    Span span = new Span().set(MemorySegment.ofArray(new byte[2_048]), 0, 0, 2_048);
    RtpWriter.writeHeader(span, 96, marker, sequence++, timestamp, 7, extensions);
    int header = span.length();
    span.length(header + payload.length);
    MemorySegment.copy(MemorySegment.ofArray(payload), 0, span.memory(), header, payload.length);
    return span.toBytes();
  }

  private byte[] payload(LayerTruth truth) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    switch (pattern.codec()) {
      case VP8 -> vp8(truth, out);
      case VP9 -> vp9(truth, out);
      case H264 -> h264(truth, out);
      case AV1 -> out.write(sinceKeyframe == 0 && truth.index() == 0 ? 0x18 : 0x10);
    }
    out.writeBytes(truth.bytes());
    if (pattern.codec() != VideoCodec.H264) {
      out.writeBytes(new byte[random.nextInt(40)]);
    }
    return out.toByteArray();
  }

  /** RFC 7741, section 4.2. */
  private void vp8(LayerTruth truth, ByteArrayOutputStream out) {
    boolean first = truth.index() == 0;
    out.write(0x80 | (first ? 0x10 : 0));
    out.write(0xE0);
    u16(out, 0x8000 | (pictureId & 0x7FFF));
    out.write(tl0PicIdx);
    out.write(truth.temporal() << 6 | (pattern.synchronising(sinceKeyframe) ? 0x20 : 0));
    if (first && sinceKeyframe == 0) {
      out.writeBytes(new byte[] {0, 0, 0, (byte) 0x9D, 0x01, 0x2A, (byte) 0x80, 2, (byte) 0xE0, 1});
    } else {
      out.write(1);
    }
  }

  /** RFC 9628, section 4.2. */
  private void vp9(LayerTruth truth, ByteArrayOutputStream out) {
    List<Integer> steps = pattern.steps(sinceKeyframe);
    boolean first = truth.index() == 0;
    boolean structure = first && sinceKeyframe == 0 && truth.spatial() == 0;
    boolean notAbove = pattern.onlyKeyframesAcross() && sinceKeyframe > 0;
    int head = 0xA0 | (steps.isEmpty() ? 0 : 0x40) | (pattern.flexible() ? 0x10 : 0);
    head |= (first ? 8 : 0) | (truth.index() == truth.count() - 1 ? 4 : 0);
    out.write(head | (structure ? 2 : 0) | (notAbove ? 1 : 0));
    u16(out, 0x8000 | (pictureId & 0x7FFF));
    out.write(
        truth.temporal() << 5
            | (pattern.switchingUp(sinceKeyframe) ? 0x10 : 0)
            | truth.spatial() << 1
            | (truth.spatial() > 0 && across() ? 1 : 0));
    if (!pattern.flexible()) {
      out.write(tl0PicIdx);
    } else {
      for (int i = 0; i < steps.size(); i++) {
        out.write(steps.get(i) << 1 | (i < steps.size() - 1 ? 1 : 0));
      }
    }
    if (structure) {
      out.write((pattern.spatials() - 1) << 5 | 0x10);
      for (int i = 0; i < pattern.spatials(); i++) {
        u16(out, WIDTHS.get(i));
        u16(out, WIDTHS.get(i) * 3 / 4);
      }
    }
  }

  /** RFC 6184: a keyframe begins with its parameter sets; the rest is in pieces. */
  private void h264(LayerTruth truth, ByteArrayOutputStream out) {
    if (sinceKeyframe == 0 && truth.index() == 0) {
      out.write(24);
      h264Unit(out, new byte[] {0x67, 0x42, (byte) 0xE0, 0x1F, (byte) 0x8C});
      h264Unit(out, new byte[] {0x68, (byte) 0xCE, 0x3C, (byte) 0x80});
      u16(out, truth.bytes().length);
    } else {
      out.write(0x7C);
      out.write(sinceKeyframe == 0 ? 0x05 : 0x01);
    }
  }

  private static void h264Unit(ByteArrayOutputStream out, byte[] unit) {
    u16(out, unit.length);
    out.writeBytes(unit);
  }

  private static void u16(ByteArrayOutputStream out, int value) {
    out.write(value >> 8);
    out.write(value);
  }

  /** The 16 bits that number {@code packet}. */
  public static int sequence(byte[] packet) {
    return Wire.u16(MemorySegment.ofArray(packet), 2);
  }
}
