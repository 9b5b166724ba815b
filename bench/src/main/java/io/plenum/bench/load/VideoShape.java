package io.plenum.bench.load;

/**
 * What a scripted camera or screen sends.
 *
 * @param bitrateBps of its payload, on average
 * @param framesPerSecond frames
 * @param pacing how much faster than the average a frame leaves; browsers take 2.5 (libwebrtc's
 *     PacingController, kDefaultPaceMultiplier)
 * @param burstNs how far ahead of that pace packets may leave, nanoseconds; browsers take {@link
 *     #BROWSER_BURST_NS}, 0 is strictly paced
 * @param width of the picture
 * @param height of the picture
 */
public record VideoShape(
    int bitrateBps, int framesPerSecond, double pacing, long burstNs, int width, int height) {
  /**
   * What libwebrtc's pacer lets leave at once (SetSendBurstInterval): the usual frame as a whole.
   */
  public static final long BROWSER_BURST_NS = 40_000_000;

  /** Bytes of payload of one packet, at most; what browsers leave of 1,200 below headers. */
  public static final int PACKET_BYTES = 1_100;

  /** A keyframe's size in frames. */
  public static final int KEYFRAME = 7;

  /** 1280x720 at 1.5 Mbit/s: some 6 packets a frame, 185 a second. */
  public static final VideoShape HD =
      new VideoShape(1_500_000, 30, 2.5, BROWSER_BURST_NS, 1_280, 720);

  /** A shared screen of 1080 lines at 2.5 Mbit/s: 5 frames a second of some 57 packets each. */
  public static final VideoShape SCREEN =
      new VideoShape(2_500_000, 5, 2.5, BROWSER_BURST_NS, 1_920, 1_080);

  /** The same, each packet at its pace: as browsers sent until they were allowed bursts. */
  public VideoShape strictlyPaced() {
    return new VideoShape(bitrateBps, framesPerSecond, pacing, 0, width, height);
  }

  /** Time between two frames. */
  public long frameNs() {
    return 1_000_000_000L / framesPerSecond;
  }

  /** Bytes of a frame, on average. */
  public int frameBytes() {
    return bitrateBps / 8 / framesPerSecond;
  }

  /** Time that a packet of {@code bytes} takes at the pacer's rate. */
  public long gapNs(int bytes) {
    return (long) (bytes * 8 / (bitrateBps * pacing) * 1e9);
  }
}
