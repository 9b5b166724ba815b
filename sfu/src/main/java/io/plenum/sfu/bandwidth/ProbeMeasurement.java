package io.plenum.sfu.bandwidth;

/**
 * What of one probe's packets arrived, and how fast: bytes over time, between the first and the
 * last arrival. Reused for probe after probe; one at a time. Confined to the room's loop.
 */
final class ProbeMeasurement {
  /** Share of the packets that must arrive for a result; fewer, and it measured the loss. */
  private static final double MIN_SHARE = 0.7;

  /** Two arrivals closer than this measure the clock (draft-holmer, a tick is 0.25 ms). */
  private static final long MIN_SPAN_NS = 1_000_000L;

  /** Arrivals so much slower than sent mean that the link was full: then it is left some room. */
  private static final double PASSED = 0.9;

  private static final double FULL = 0.95;

  private static final double SECOND_NS = 1e9;

  private ProbeCluster cluster;
  private int sent;
  private int arrived;
  private int missing;
  private long bytes;
  private int firstBytes;
  private long firstNs;
  private long lastNs;

  /** Begins to measure {@code next}. */
  void begin(ProbeCluster next) {
    cluster = next;
    sent = 0;
    arrived = 0;
    missing = 0;
    bytes = 0;
  }

  /** Ends without a result. */
  void abandon() {
    cluster = null;
  }

  /** What is measured, or null. */
  ProbeCluster cluster() {
    return cluster;
  }

  /** One of its packets left. */
  void sent(int id) {
    if (cluster != null && cluster.id() == id) {
      sent++;
    }
  }

  /** One of its packets arrived. */
  void arrived(int id, long arrivalNs, int sizeBytes) {
    if (cluster == null || cluster.id() != id) {
      return;
    }
    if (arrived == 0 || arrivalNs < firstNs) {
      firstNs = arrivalNs;
      firstBytes = sizeBytes;
    }
    lastNs = arrived == 0 ? arrivalNs : Math.max(lastNs, arrivalNs);
    arrived++;
    bytes += sizeBytes;
  }

  /** One of its packets was lost. */
  void lost(int id) {
    if (cluster != null && cluster.id() == id) {
      missing++;
    }
  }

  /** Whether all that was sent is accounted for; the caller knows whether more will be sent. */
  boolean complete() {
    return cluster != null && sent > 0 && arrived + missing >= sent;
  }

  /** The bandwidth shown, at most the rate it was sent at; -1 if too little arrived to tell. */
  long resultBps() {
    if (arrived < 2 || arrived < MIN_SHARE * sent) {
      return -1;
    }
    double span = Math.max(lastNs - firstNs, MIN_SPAN_NS) / SECOND_NS;
    double received = (bytes - firstBytes) * 8 / span;
    return (long) (received >= PASSED * cluster.bps() ? cluster.bps() : FULL * received);
  }
}
