package io.plenum.testkit;

/**
 * How bad a one-way link is.
 *
 * @param latencyNs time of travel
 * @param jitterNs added to it, evenly from 0 to this; packets keep their order
 * @param lossShare part of all packets lost, 0 to 1
 * @param burstPackets mean length of a burst of losses, 1 or more (Gilbert–Elliott)
 * @param reorderShare part of the packets that is overtaken
 * @param reorderNs by how much those are late
 * @param duplicateShare part of the packets that comes twice
 * @param rateBps bits per second that pass; 0: no limit
 * @param queueBytes what waits at most when the rate is limited; more is dropped
 */
public record LinkConditions(
    long latencyNs,
    long jitterNs,
    double lossShare,
    double burstPackets,
    double reorderShare,
    long reorderNs,
    double duplicateShare,
    long rateBps,
    int queueBytes) {
  private static final long MS = 1_000_000L;

  /** Nothing is lost or late but for {@code latencyMs}. */
  public static LinkConditions good(long latencyMs) {
    return new LinkConditions(latencyMs * MS, 0, 0, 1, 0, 0, 0, 0, 0);
  }

  /** Loses {@code lossShare} in bursts of three, reorders 2 %, duplicates 1 %, 5 ms of jitter. */
  public static LinkConditions bad(long latencyMs, double lossShare) {
    return new LinkConditions(latencyMs * MS, 5 * MS, lossShare, 3, 0.02, 15 * MS, 0.01, 0, 0);
  }

  /** The same, with a bottleneck. */
  public LinkConditions limited(long limitBps, int queue) {
    return new LinkConditions(
        latencyNs,
        jitterNs,
        lossShare,
        burstPackets,
        reorderShare,
        reorderNs,
        duplicateShare,
        limitBps,
        queue);
  }
}
