package io.plenum.sfu.publish;

/**
 * A smoothed round-trip time (RFC 6298, section 2, without its minimum), fed by report blocks and
 * by answers to NACKs. Confined to the room's loop.
 */
public final class RoundTrip {
  /** Assumed before the first sample: within a continent. */
  public static final long ASSUMED_NS = 100_000_000L;

  /** Longer samples are queues, not distance. */
  private static final long MAX_NS = 1_000_000_000L;

  private long smoothedNs;

  /** One sample; those that are negative are ignored. */
  public void sample(long ns) {
    if (ns < 0) {
      return;
    }
    long capped = Math.min(ns, MAX_NS);
    smoothedNs = smoothedNs == 0 ? capped : smoothedNs + (capped - smoothedNs) / 8;
  }

  /** The estimate in ns. */
  public long ns() {
    return smoothedNs == 0 ? ASSUMED_NS : smoothedNs;
  }
}
