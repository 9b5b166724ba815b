package io.plenum.testkit;

import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The encodings of a scripted camera, from small to large, each of three temporal layers.
 *
 * @param framesPerSecond of the highest temporal layer
 * @param thrift part of its size that a frame gives up until a keyframe is paid for; 0: there are
 *     bits to spare, and nothing is paid for
 * @param encodings their rates and sizes
 */
public record Simulcast(int framesPerSecond, double thrift, List<Encoding> encodings) {
  /** A camera of 720 lines as calls have it, with every encoding at the most that it may take. */
  public static final Simulcast USUAL =
      new Simulcast(
          30,
          ScriptedEncoder.THRIFT,
          List.of(
              new Encoding(150_000, 180),
              new Encoding(500_000, 360),
              new Encoding(1_500_000, 720)));

  private static final long SECOND_NS = 1_000_000_000L;

  /** Copies the list. */
  public Simulcast {
    encodings = List.copyOf(encodings);
  }

  /** Time between two frames. */
  long frameNs() {
    return SECOND_NS / framesPerSecond;
  }

  /** An encoder for encoding {@code number}. */
  ScriptedEncoder encoder(int number, RandomGenerator random) {
    return new ScriptedEncoder(encodings.get(number).bps(), framesPerSecond, thrift, random);
  }

  /**
   * One encoding, 16:9.
   *
   * @param bps of its payload
   * @param height lines of its picture
   */
  public record Encoding(long bps, int height) {}
}
