package io.plenum.bench.load;

import java.util.random.RandomGenerator;

/**
 * When each packet of a camera leaves, and how large it is: frames of wavering size at an even
 * pace, each cut into packets of even size as browsers cut them (the later ones have a byte more).
 * They leave one by one: as soon as the browser has made them ({@link #workNs}) as long as they are
 * not further ahead of the pacer's rate than {@link VideoShape#burstNs}, then at that rate. So a
 * usual frame leaves within some hundred microseconds, and a keyframe takes its time. Pure: time is
 * a plan, no clock is read.
 */
final class PacingPlan {
  /** Frames are of 80 to 120 % of the average. */
  private static final double WAVER = 0.2;

  /**
   * Between two packets of a frame, in microseconds, at the shares {@link #SHARES}: Chromium 156,
   * captured on the loopback device with three browsers on two cores (bench/README.md).
   */
  private static final double[] WORK_US = {8, 40, 300, 1_500};

  private static final double[] SHARES = {0, 0.5, 0.9, 1};

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
    long madeNs = index == 0 ? Math.max(captureNs, dueNs) : dueNs + workNs();
    dueNs = Math.max(madeNs, freeNs - shape.burstNs());
    freeNs = Math.max(dueNs, freeNs) + shape.gapNs(payloadBytes());
  }

  /** How long the browser takes to encrypt and send the packet before. */
  private long workNs() {
    double share = random.nextDouble();
    int i = 1;
    while (share > SHARES[i]) {
      i++;
    }
    double part = (share - SHARES[i - 1]) / (SHARES[i] - SHARES[i - 1]);
    return (long) (1_000 * (WORK_US[i - 1] + part * (WORK_US[i] - WORK_US[i - 1])));
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
