package io.plenum.acceptance;

import com.microsoft.playwright.Page;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Lips and voice: a sender whose picture flashes when its sound beeps, and a receiver that measures
 * how far apart both arrive.
 */
final class FlashAndBeep {
  private static final int WIDTH = 640;
  private static final int HEIGHT = 360;

  private FlashAndBeep() {}

  /** For {@link Person}: replaces camera and microphone by the flashing, beeping scene. */
  static String senderScript() {
    return senderScript(WIDTH, HEIGHT);
  }

  /** The same in another size: browsers send three sizes of 960 × 540 pixels and more. */
  static String senderScript(int width, int height) {
    return Resource.script("flash-and-beep-send.js")
        .replace("WIDTH", Integer.toString(width))
        .replace("HEIGHT", Integer.toString(height));
  }

  /**
   * Measures at a receiver, on one pair of slots.
   *
   * @return the median of beep minus flash, in milliseconds
   * @throws AssertionError when too few flashes had a beep near them
   */
  static double medianSkewMs(Page receiver, String videoMid, String audioMid, Duration length) {
    List<?> answers =
        (List<?>)
            receiver.evaluate(
                Resource.script("flash-and-beep-receive.js"),
                Map.of(
                    "videoMid",
                    videoMid,
                    "audioMid",
                    audioMid,
                    "lengthMs",
                    Math.toIntExact(length.toMillis())));
    List<Double> skews =
        answers.stream().map(skew -> ((Number) skew).doubleValue()).sorted().toList();
    // One flash a second; half of them must have been caught for a median that means something.
    if (skews.size() < length.toSeconds() / 2) {
      throw new AssertionError("too few flashes with a beep: " + skews);
    }
    return skews.get(skews.size() / 2);
  }
}
