package io.plenum.testkit;

import java.util.random.RandomGenerator;

/**
 * How large a scripted camera's frames are.
 *
 * @param minPackets packets of a frame between keyframes, at least
 * @param maxPackets and at most
 * @param keyframePackets packets of a keyframe
 * @param minBytes filler of a packet, at least
 * @param maxBytes and less than that
 * @param even whether the packets of a frame are of one size, but for a byte that the later ones
 *     have more, as browsers cut them; else each is of a size of its own
 */
public record FrameShape(
    int minPackets, int maxPackets, int keyframePackets, int minBytes, int maxBytes, boolean even) {
  /** For checks of correctness: small, and of very different sizes. */
  public static final FrameShape SMALL = new FrameShape(1, 4, 8, 100, 1_000, false);

  /** 1280x720 at 30 frames a second: 180 packets a second, 1.5 Mbit/s. */
  public static final FrameShape HD = new FrameShape(5, 7, 40, 950, 1_100, true);

  int packets(boolean keyframe, RandomGenerator random) {
    return keyframe ? keyframePackets : minPackets + random.nextInt(maxPackets - minPackets + 1);
  }

  int fillerBytes(RandomGenerator random) {
    return minBytes + random.nextInt(maxBytes - minBytes);
  }
}
