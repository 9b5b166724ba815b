package io.plenum.bench.load;

import java.util.random.RandomGenerator;

/**
 * When each packet of a camera leaves, and how large it is: frames of wavering size at an even
 * pace, each cut into packets of even size as browsers cut them (the later ones have a byte more),
 * which leave one by one at the pacer's rate. What a keyframe delays leaves at that rate, too.
 * Pure: time is a plan, no clock is read.
 */
final class PacingPlan {
  /** Frames are of 80 to 120 % of the average. */
  private static final double WAVER = 0.2;

  private final VideoShape shape;
  private final RandomGenerator random;
  private long captureNs;
  private long freeNs;
  private int bytes;
  private int longer;
  private boolean keyframeWanted = true;
  private boolean keyframe;
  private int frame = -1;
  private int index;
  private int count;
  private long dueNs;

  /** The first frame is captured at {@code startNs}; {@link #advance} leads to its first packet. */
  PacingPlan(VideoShape shape, long startNs, RandomGenerator random) {
    this.shape = shape;
    this.random = random;
    this.captureNs = startNs - shape.frameNs();
  }

  /** Goes on to the next packet. */
  void advance() {
    if (++index >= count) {
      nextFrame();
    }
    dueNs = Math.max(captureNs, freeNs);
    freeNs = dueNs + shape.gapNs(payloadBytes());
  }

  private void nextFrame() {
    captureNs += shape.frameNs();
    keyframe = keyframeWanted;
    keyframeWanted = false;
    double size = 1 - WAVER + 2 * WAVER * random.nextDouble();
    int frameBytes = (int) (shape.frameBytes() * size * (keyframe ? VideoShape.KEYFRAME : 1));
    count = Math.ceilDiv(frameBytes, VideoShape.PACKET_BYTES);
    bytes = frameBytes / count;
    longer = frameBytes % count;
    index = 0;
    frame++;
  }

  /** The next frame is one that needs no other. */
  void wantKeyframe() {
    keyframeWanted = true;
  }

  /** When the packet leaves. */
  long dueNs() {
    return dueNs;
  }

  /** Number of its frame, from 0. */
  int frame() {
    return frame;
  }

  /** Its place in the frame, from 0. */
  int index() {
    return index;
  }

  /** Packets of the frame. */
  int count() {
    return count;
  }

  /** Whether the frame needs no other. */
  boolean keyframe() {
    return keyframe;
  }

  /** Bytes of its payload. */
  int payloadBytes() {
    return bytes + (index >= count - longer ? 1 : 0);
  }

  /** When the frame was captured. */
  long captureNs() {
    return captureNs;
  }
}
