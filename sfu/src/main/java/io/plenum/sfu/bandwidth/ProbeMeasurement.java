package io.plenum.sfu.bandwidth;

import io.plenum.sfu.state.State;

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
  private long sentBytes;
  private int lastSentBytes;
  private long firstSentNs;
  private long lastSentNs;
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
    sentBytes = 0;
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
  void sent(int id, int sizeBytes, long nowNs) {
    if (cluster == null || cluster.id() != id) {
      return;
    }
    firstSentNs = sent == 0 ? nowNs : firstSentNs;
    lastSentNs = nowNs;
    lastSentBytes = sizeBytes;
    sentBytes += sizeBytes;
    sent++;
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
    return (long) (full() ? FULL * receivedBps() : sentBps());
  }

  /** Whether it arrived so much slower than it left that the link took no more. */
  boolean full() {
    return receivedBps() < PASSED * sentBps();
  }

  private double receivedBps() {
    double span = Math.max(lastNs - firstNs, MIN_SPAN_NS) / SECOND_NS;
    return (bytes - firstBytes) * 8 / span;
  }

  /** A loop that has much to do sends slower than it was told. */
  private double sentBps() {
    double span = Math.max(lastSentNs - firstSentNs, MIN_SPAN_NS) / SECOND_NS;
    return Math.min((sentBytes - lastSentBytes) * 8 / span, (double) cluster.bps());
  }

  /** Puts down what is known here, or takes it up. */
  void state(State state) {
    cluster = ProbeCluster.state(cluster, state);
    sent = state.of(sent);
    sentBytes = state.of(sentBytes);
    lastSentBytes = state.of(lastSentBytes);
    firstSentNs = state.of(firstSentNs);
    lastSentNs = state.of(lastSentNs);
    arrived = state.of(arrived);
    missing = state.of(missing);
    bytes = state.of(bytes);
    firstBytes = state.of(firstBytes);
    firstNs = state.of(firstNs);
    lastNs = state.of(lastNs);
  }
}
