package io.plenum.testkit;

import java.util.random.RandomGenerator;

/**
 * How large the frames of an encoder in three temporal layers are: they waver, and a keyframe is
 * several times larger, which the frames after it pay for.
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

  /** Part of its size that a frame usually gives up after a keyframe, until that is paid for. */
  static final double THRIFT = 0.3;

  private static final int MIN_FRAME_BYTES = 60;

  private final RandomGenerator random;
  private final double even;
  private final double thrift;
  private double debt;

  /** An encoder of {@code bps} and 30 frames a second. */
  ScriptedEncoder(long bps, RandomGenerator random) {
    this(bps, FRAMES_PER_SECOND, THRIFT, random);
  }

  /** An encoder of {@code bps}; see {@link Simulcast} for the thrift. */
  ScriptedEncoder(long bps, double framesPerSecond, double thrift, RandomGenerator random) {
    this.random = random;
    this.thrift = thrift;
    this.even = bps / 8.0 / framesPerSecond;
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
      double saved = Math.min(debt, bytes * thrift);
      debt -= saved;
      bytes -= saved;
    }
    return (int) Math.max(bytes, MIN_FRAME_BYTES);
  }
}
