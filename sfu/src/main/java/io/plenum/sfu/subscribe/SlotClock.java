package io.plenum.sfu.subscribe;

import io.plenum.rtc.rtp.RtpView;
import io.plenum.sfu.publish.PublishedStream;
import io.plenum.sfu.publish.SenderClock;

/**
 * The clock of a slot's timestamps: the server's, whatever source fills the slot
 * (docs/architecture.md, "Clocks of a slot"). Immutable.
 *
 * @param base timestamp of the server's time 0
 * @param rate ticks per second
 * @param video whether it dates pictures
 */
record SlotClock(long base, int rate, boolean video) {
  /** Sound comes in packets of 20 ms; a shorter step between two sources would overlap. */
  private static final int SOUND_STEPS = 50;

  /** Sources whose clocks overlap by more than 200 ms are not waited for. */
  private static final int LARGEST_OVERLAPS = 5;

  /** Frames of two sources are at least 1 ms apart, should their clocks contradict. */
  private static final int SMALLEST_STEPS = 1_000;

  /**
   * A publisher's clock that says anything older or later is wrong, and must not bend the slot's.
   */
  private static final long MAX_CAPTURE_AGE_NS = 10_000_000_000L;

  /** When {@code packet} was captured, in ticks of the slot. */
  long timestamp(PublishedStream stream, RtpView packet, long nowNs) {
    SenderClock clock = stream.clock();
    long captureNs = clock.known() ? clock.captureNs(packet.timestamp()) : nowNs;
    boolean plausible = Math.abs(nowNs - captureNs) <= MAX_CAPTURE_AGE_NS;
    return base + SenderClock.ticks(plausible ? captureNs : nowNs, rate);
  }

  /**
   * Whether the former source's last packet still lasts, so that the next source should begin with
   * a later one.
   *
   * @param aheadTicks of a source's first packet before the newest one sent
   */
  boolean overlaps(long aheadTicks) {
    return !video && aheadTicks < rate / SOUND_STEPS && aheadTicks > -rate / LARGEST_OVERLAPS;
  }

  /** The least step from one source to another, in ticks. */
  int leastStep() {
    return rate / SMALLEST_STEPS;
  }
}
