package io.plenum.testkit;

import java.util.random.RandomGenerator;

/**
 * How large the frames of an encoder are, 30 a second in three temporal layers: they waver, and a
 * keyframe is several times larger, which the frames after it pay for.
 */
final class ScriptedEncoder {
  /** Payload of a packet, bytes. */
  static final int PAYLOAD_BYTES = 1_100;

  /** Temporal layer of each frame in turn. */
  private static final int[] TEMPORAL = {0, 2, 1, 2};

  private static final double FRAMES_PER_SECOND = 30;
  private static final double[] SHARE = {1.6, 1.0, 0.7};
  private static final double WAVER = 0.15;
  private static final double KEYFRAME_FACTOR = 5;

  /** Part of its size that a frame gives up after a keyframe, until that is paid for. */
  private static final double THRIFT = 0.3;

  private static final int MIN_FRAME_BYTES = 60;

  private final RandomGenerator random;
  private final double even;
  private double debt;

  /** An encoder of {@code bps}. */
  ScriptedEncoder(long bps, RandomGenerator random) {
    this.random = random;
    this.even = bps / 8.0 / FRAMES_PER_SECOND;
  }

  /** The temporal layer of the {@code number}-th frame, counted from the beginning. */
  static int temporal(long number) {
    return TEMPORAL[(int) (number % TEMPORAL.length)];
  }

  /** Size of the next frame, bytes. */
  int frame(boolean keyframe, int temporal) {
    double bytes = even * SHARE[temporal] * (1 + WAVER * random.nextGaussian());
    if (keyframe) {
      bytes = even * KEYFRAME_FACTOR;
      debt += bytes - even;
    } else {
      double saved = Math.min(debt, bytes * THRIFT);
      debt -= saved;
      bytes -= saved;
    }
    return (int) Math.max(bytes, MIN_FRAME_BYTES);
  }
}
