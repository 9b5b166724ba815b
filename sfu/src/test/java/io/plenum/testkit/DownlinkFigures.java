package io.plenum.testkit;

import java.util.Arrays;

/**
 * What a simulated downlink has achieved: bytes that arrived, second by second, delays that its
 * queue added, freezes, and sound.
 */
public final class DownlinkFigures {
  private static final long SECOND_NS = 1_000_000_000L;
  private static final int MAX_SECONDS = 600;
  private static final int SETTLING_S = 3;

  /** Share of what a phase comes to that counts as settled. */
  private static final double SETTLED = 0.9;

  private final VirtualClock clock;
  private final long startNs;
  private final long[] bytes = new long[MAX_SECONDS];
  private final long[] pictureBytes = new long[MAX_SECONDS];
  private final long[] estimates = new long[MAX_SECONDS];
  private final long[] foreignBytes = new long[MAX_SECONDS];
  private long[] delaysNs = new long[1 << 12];
  private int delays;
  private int[] delaySeconds = new int[1 << 12];
  private int freezes;
  private long frozenNs;
  private int soundOffered;
  private int soundSent;
  private long longestHoldNs;

  DownlinkFigures(VirtualClock clock) {
    this.clock = clock;
    this.startNs = clock.nowNs();
  }

  private int second() {
    return (int) ((clock.nowNs() - startNs) / SECOND_NS);
  }

  void arrived(int size, boolean picture, long queuedNs) {
    bytes[second()] += size;
    pictureBytes[second()] += picture ? size : 0;
    if (delays == delaysNs.length) {
      delaysNs = Arrays.copyOf(delaysNs, 2 * delays);
      delaySeconds = Arrays.copyOf(delaySeconds, 2 * delays);
    }
    delaySeconds[delays] = second();
    delaysNs[delays++] = queuedNs;
  }

  void foreign(int size) {
    foreignBytes[second()] += size;
  }

  void estimate(long bps) {
    estimates[second()] = bps;
  }

  void frozen(long ns) {
    freezes++;
    frozenNs += ns;
  }

  void soundOffered() {
    soundOffered++;
  }

  void soundSent() {
    soundSent++;
  }

  void held(long ns) {
    longestHoldNs = Math.max(longestHoldNs, ns);
  }

  /** Bits per second that arrived from second {@code from} up to {@code to}. */
  public double bps(int from, int to) {
    return Arrays.stream(bytes, from, to).sum() * 8.0 / (to - from);
  }

  /** The same of pictures and sound alone, without padding. */
  public double mediaBps(int from, int to) {
    return Arrays.stream(pictureBytes, from, to).sum() * 8.0 / (to - from);
  }

  /** The same of the other flow. */
  public double foreignBps(int from, int to) {
    return Arrays.stream(foreignBytes, from, to).sum() * 8.0 / (to - from);
  }

  /** The mean of the estimate from second {@code from} up to {@code to}. */
  public double estimateBps(int from, int to) {
    return Arrays.stream(estimates, from, to).average().orElse(0);
  }

  /**
   * Seconds from {@code from} on until {@link #SETTLED} of {@code bps} arrived over the three
   * seconds that follow; -1: not before {@code to}.
   */
  public int secondsUntil(int from, int to, double bps) {
    for (int second = from; second + SETTLING_S <= to; second++) {
      if (bps(second, second + SETTLING_S) + foreignBps(second, second + SETTLING_S)
          >= SETTLED * bps) {
        return second - from;
      }
    }
    return -1;
  }

  /** The delay added by queues that {@code share} of the packets did not exceed, ms. */
  public double delayMs(double share, int from, int to) {
    long[] sorted = new long[delays];
    int count = 0;
    for (int i = 0; i < delays; i++) {
      if (delaySeconds[i] >= from && delaySeconds[i] < to) {
        sorted[count++] = delaysNs[i];
      }
    }
    Arrays.sort(sorted, 0, count);
    return count == 0 ? 0 : sorted[(int) Math.min(count - 1, share * count)] / 1e6;
  }

  /** Pictures that stood still: longer than 150 ms, or three frames, beyond the usual. */
  public int freezes() {
    return freezes;
  }

  /** How long they stood, ms. */
  public double frozenMs() {
    return frozenNs / 1e6;
  }

  /** Packets of sound that the server had and did not send at once. */
  public int soundDropped() {
    return soundOffered - soundSent;
  }

  /** The longest that a packet waited in the pacer, ms. */
  public double longestHoldMs() {
    return longestHoldNs / 1e6;
  }
}
