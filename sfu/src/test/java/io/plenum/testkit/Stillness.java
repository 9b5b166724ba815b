package io.plenum.testkit;

import java.util.List;

/**
 * When a picture stood still: a frame shown more than 150 ms later than usual, or three frames, as
 * W3C webrtc-stats counts freezes, behind a jitter buffer.
 */
final class Stillness {
  private static final long FREEZE_NS = 150_000_000L;
  private static final long USUAL_NS = 33_333_333L;

  /** Delay of the jitter buffer from capture on. */
  private static final long BUFFER_NS = 250_000_000L;

  private final List<long[]> pauses;
  private double usualNs = USUAL_NS;
  private long shownNs = -1;
  private int count;
  private long totalNs;

  /** A picture that was paused from and to these times. */
  Stillness(List<long[]> pauses) {
    this.pauses = pauses;
  }

  void picture(ReceivedSlot.Picture picture) {
    long nowNs = Math.max(picture.decodableNs(), picture.capturedNs() + BUFFER_NS);
    if (shownNs >= 0) {
      long gapNs = nowNs - shownNs;
      if (gapNs > Math.max(3 * usualNs, usualNs + FREEZE_NS) && !paused(shownNs, nowNs)) {
        count++;
        totalNs += gapNs;
      }
      usualNs += (Math.min(gapNs, 4 * USUAL_NS) - usualNs) / 30;
    }
    shownNs = nowNs;
  }

  private boolean paused(long from, long to) {
    return pauses.stream().anyMatch(pause -> pause[0] <= to && pause[1] >= from - FREEZE_NS);
  }

  int count() {
    return count;
  }

  long totalNs() {
    return totalNs;
  }
}
