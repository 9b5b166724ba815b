package io.plenum.sfu.layer;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.codec.VideoCodec;
import io.plenum.testkit.LayerPattern;
import io.plenum.testkit.LayerReceiver;
import io.plenum.testkit.LayeredSlot;
import io.plenum.testkit.ScriptedLayers;
import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * Whatever layers are asked for and however packets are late, doubled or out of order: what a
 * receiver gets has no holes, and it can decode every picture of it.
 */
class LayerPropertyTest {
  private static final int PICTURES = 160;

  /** Pictures at the end in which nothing is asked for and nothing late, so that targets hold. */
  private static final int QUIET = 40;

  /** Pictures between asking for a keyframe and getting it: a round trip. */
  private static final int KEYFRAME_DELAY = 4;

  @Provide
  Arbitrary<LayerPattern> patterns() {
    return Arbitraries.of(
        new LayerPattern(VideoCodec.VP8, 1, 1, false, false),
        new LayerPattern(VideoCodec.VP8, 1, 2, false, false),
        new LayerPattern(VideoCodec.VP8, 1, 3, false, false),
        new LayerPattern(VideoCodec.VP9, 1, 3, false, true),
        new LayerPattern(VideoCodec.VP9, 2, 1, false, true),
        new LayerPattern(VideoCodec.VP9, 3, 3, false, true),
        new LayerPattern(VideoCodec.VP9, 3, 3, true, true),
        new LayerPattern(VideoCodec.VP9, 3, 3, false, false),
        new LayerPattern(VideoCodec.VP9, 3, 3, true, false),
        new LayerPattern(VideoCodec.H264, 1, 1, false, false),
        new LayerPattern(VideoCodec.AV1, 1, 3, false, false),
        new LayerPattern(VideoCodec.AV1, 2, 2, true, false),
        new LayerPattern(VideoCodec.AV1, 3, 3, false, false),
        new LayerPattern(VideoCodec.AV1, 3, 3, true, false));
  }

  @Property(tries = 300)
  void receiverDecodesAll_ofOneEncodingInOrder(
      @ForAll("patterns") LayerPattern pattern, @ForAll long seed) {
    new Scene(pattern, 1, 0, seed).run();
  }

  @Property(tries = 600)
  void receiverDecodesAll_howeverPacketsAreLate(
      @ForAll("patterns") LayerPattern pattern, @ForAll long seed) {
    new Scene(pattern, 1, 30, seed).run();
  }

  /** The packet with VP9's structure came after packets of the next picture. */
  @Example
  void receiverDecodesAll_whenTheStructureIsLate() {
    new Scene(new LayerPattern(VideoCodec.VP9, 3, 3, false, true), 1, 30, 8649241052593783599L)
        .run();
  }

  /**
   * No two switches while a packet is on its way: of a source before the former, what is late stays
   * a hole.
   */
  @Property(tries = 600)
  void receiverDecodesAll_overSwitchesBetweenEncodings(
      @ForAll("patterns") LayerPattern pattern, @ForAll long seed) {
    new Scene(pattern, 3, 12, seed).run();
  }

  private static final class Scene {
    private final LayerPattern pattern;
    private final int lateness;
    private final long seed;
    private final SplittableRandom random;
    private final LayerReceiver receiver = new LayerReceiver();
    private final LayeredSlot slot;
    private final List<ScriptedLayers> cameras = new ArrayList<>();
    private final int[] keyframeIn;
    private final PriorityQueue<Packet> onTheWay = new PriorityQueue<>();
    private int wantedEncoding;
    private int wantedSpatial = 7;
    private int wantedTemporal = 7;
    private long sent;
    private long mayAskFrom;

    Scene(LayerPattern pattern, int encodings, int lateness, long seed) {
      this.pattern = pattern;
      this.lateness = lateness;
      this.seed = seed;
      this.random = new SplittableRandom(seed);
      this.slot =
          new LayeredSlot(pattern.codec(), encodings, random.nextInt(1 << 15), receiver::packet);
      this.keyframeIn = new int[encodings];
      for (int i = 0; i < encodings; i++) {
        cameras.add(new ScriptedLayers(pattern, i, random.split()));
      }
    }

    void run() {
      for (int picture = 0; picture < PICTURES; picture++) {
        boolean quiet = picture >= PICTURES - QUIET;
        if (!quiet && sent >= mayAskFrom && random.nextInt(10) == 0) {
          ask();
        }
        for (int i = 0; i < cameras.size(); i++) {
          send(i, quiet);
        }
        arrive(sent);
      }
      arrive(Long.MAX_VALUE);
      assertThat(receiver.faults(pattern.codec())).as("%s, seed %s", pattern, seed).isEmpty();
      LayerReceiver.Seen last = receiver.pictures().getLast();
      assertThat(last.spatial())
          .as("%s, seed %s", pattern, seed)
          .isEqualTo(Math.min(wantedSpatial, pattern.spatials() - 1));
      int temporals =
          receiver.pictures().reversed().stream()
              .limit(8)
              .mapToInt(LayerReceiver.Seen::temporal)
              .max()
              .orElseThrow();
      assertThat(temporals)
          .as("%s, seed %s", pattern, seed)
          .isEqualTo(Math.min(wantedTemporal, pattern.temporals() - 1));
    }

    private void ask() {
      wantedEncoding = random.nextInt(cameras.size());
      wantedSpatial = random.nextInt(5);
      wantedTemporal = random.nextInt(5);
      slot.target(wantedEncoding, wantedSpatial, wantedTemporal);
    }

    private void send(int encoding, boolean quiet) {
      if (keyframeIn[encoding] == 0 && slot.needsKeyframe(encoding)) {
        keyframeIn[encoding] = KEYFRAME_DELAY;
      }
      boolean keyframe = keyframeIn[encoding] == 1 || random.nextInt(80) == 0;
      keyframeIn[encoding] = keyframe ? 0 : Math.max(0, keyframeIn[encoding] - 1);
      List<byte[]> packets = cameras.get(encoding).picture(keyframe);
      if (keyframe && encoding == wantedEncoding && cameras.size() > 1) {
        mayAskFrom = sent + packets.size() + 2L * lateness;
      }
      for (byte[] bytes : packets) {
        boolean late = !quiet && lateness > 0 && random.nextInt(8) == 0;
        long at = sent++ + (late ? 1 + random.nextInt(lateness) : 0);
        onTheWay.add(new Packet(at, sent, encoding, bytes));
        if (lateness > 0 && random.nextInt(20) == 0) {
          onTheWay.add(new Packet(at + random.nextInt(lateness), sent, encoding, bytes));
        }
      }
    }

    private void arrive(long until) {
      while (!onTheWay.isEmpty() && onTheWay.peek().at < until) {
        Packet packet = onTheWay.poll();
        slot.packet(packet.encoding, packet.bytes);
      }
    }
  }

  private static final class Packet implements Comparable<Packet> {
    private final long at;
    private final long order;
    private final int encoding;
    private final byte[] bytes;

    Packet(long at, long order, int encoding, byte[] bytes) {
      this.at = at;
      this.order = order;
      this.encoding = encoding;
      this.bytes = bytes;
    }

    @Override
    public int compareTo(Packet other) {
      int byTime = Long.compare(at, other.at);
      return byTime != 0 ? byTime : Long.compare(order, other.order);
    }
  }
}
