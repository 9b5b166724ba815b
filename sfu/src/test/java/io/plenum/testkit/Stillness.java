package io.plenum.testkit;

import java.util.List;

/**
 * When a picture stood still: a frame shown more than 150 ms later than usual, or three frames, as
 * W3C webrtc-stats counts freezes, behind a jitter buffer.
 */
final class Stillness {
  private static final long FREEZE_NS = 150_000_000L;

  /** Delay of the jitter buffer from capture on. */
  private static final long BUFFER_NS = 250_000_000L;

  private final List<long[]> pauses;
  private final long fromNs;
  private final long toNs;
  private final long frameNs;
  private double usualNs;
  private long shownNs = -1;
  private int count;
  private long totalNs;

  /**
   * A picture with a frame every {@code frameNs} that was paused from and to these times. Counted
   * is what ended from {@code fromNs} up to {@code toNs}.
   */
  Stillness(long frameNs, List<long[]> pauses, long fromNs, long toNs) {
    this.fromNs = fromNs;
    this.toNs = toNs;
    this.frameNs = frameNs;
    this.usualNs = frameNs;
    this.pauses = pauses;
  }

  void picture(ReceivedSlot.Picture picture) {
    long nowNs = Math.max(picture.decodableNs(), picture.capturedNs() + BUFFER_NS);
    if (shownNs >= 0) {
      long gapNs = nowNs - shownNs;
      if (gapNs > Math.max(3 * usualNs, usualNs + FREEZE_NS)
          && counted(nowNs)
          && !paused(shownNs, nowNs)) {
        count++;
        totalNs += gapNs;
      }
      usualNs += (Math.min(gapNs, 4 * frameNs) - usualNs) / 30;
    }
    shownNs = nowNs;
  }

  private boolean counted(long nowNs) {
    return nowNs >= fromNs && nowNs < toNs;
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
