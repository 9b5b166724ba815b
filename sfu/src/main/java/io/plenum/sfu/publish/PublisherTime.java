package io.plenum.sfu.publish;

/**
 * Maps one publisher's wall clock, as its sender reports tell it, to the server's monotonic clock.
 *
 * <p>A report is never early, only late, so the smallest difference between arrival and the time
 * inside is the best estimate. The smallest of the last {@link #WINDOW_NS} counts, so that the two
 * clocks may drift. All streams of a publisher share one such map: sound and picture cannot drift
 * apart.
 *
 * <p>Confined to the room's loop.
 */
public final class PublisherTime {
  /** Clocks drift by up to 100 ppm: 3 ms in this time. */
  public static final long WINDOW_NS = 30_000_000_000L;

  /** A clock that is further off was set anew. */
  private static final long STEP_NS = 5_000_000_000L;

  private boolean known;
  private long windowStartNs;
  private long smallestNs;
  private long formerSmallestNs;

  /** A report written at {@code publisherNs} (NTP time in ns) arrived at {@code arrivalNs}. */
  public void observe(long publisherNs, long arrivalNs) {
    long difference = arrivalNs - publisherNs;
    if (!known || Math.abs(difference - offsetNs()) > STEP_NS) {
      known = true;
      windowStartNs = arrivalNs;
      smallestNs = difference;
      formerSmallestNs = difference;
      return;
    }
    if (arrivalNs - windowStartNs >= WINDOW_NS) {
      windowStartNs = arrivalNs;
      formerSmallestNs = smallestNs;
      smallestNs = difference;
    }
    smallestNs = Math.min(smallestNs, difference);
  }

  /** Whether any report was seen. */
  public boolean known() {
    return known;
  }

  /** The server's time at the publisher's time {@code publisherNs}. */
  public long toServerNs(long publisherNs) {
    return publisherNs + offsetNs();
  }

  /** The publisher's time at the server's time {@code serverNs}. */
  public long toPublisherNs(long serverNs) {
    return serverNs - offsetNs();
  }

  private long offsetNs() {
    return Math.min(smallestNs, formerSmallestNs);
  }
}
