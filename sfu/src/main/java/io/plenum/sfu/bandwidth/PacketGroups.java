package io.plenum.sfu.bandwidth;

import io.plenum.sfu.state.State;

/**
 * Gathers packets that were sent together into groups and tells how much longer each group
 * travelled than the one before (draft-ietf-rmcat-gcc-02, sections 5.2 and 5.3). Confined to the
 * room's loop.
 */
final class PacketGroups {
  /** Packets sent within this time are one group (section 5.2). */
  static final long BURST_NS = 5_000_000L;

  /** Packets that arrive back to back are one group for at most this long. */
  static final long MAX_BURST_NS = 100_000_000L;

  private boolean open;
  private long firstSentNs;
  private long lastSentNs;
  private long firstArrivalNs;
  private long lastArrivalNs;

  private boolean closed;
  private long closedSentNs;
  private long closedArrivalNs;

  private long sendDeltaNs;
  private long arrivalDeltaNs;

  /**
   * Takes the next packet, in the order of sending.
   *
   * @return whether a group is complete and has one before it: then the deltas are those two's
   */
  boolean packet(long sentNs, long arrivalNs) {
    if (open && belongs(sentNs, arrivalNs)) {
      lastSentNs = sentNs;
      lastArrivalNs = Math.max(lastArrivalNs, arrivalNs);
      return false;
    }
    boolean delta = open && closed;
    if (delta) {
      sendDeltaNs = lastSentNs - closedSentNs;
      arrivalDeltaNs = lastArrivalNs - closedArrivalNs;
    }
    if (open) {
      closed = true;
      closedSentNs = lastSentNs;
      closedArrivalNs = lastArrivalNs;
    }
    open = true;
    firstSentNs = sentNs;
    lastSentNs = sentNs;
    firstArrivalNs = arrivalNs;
    lastArrivalNs = arrivalNs;
    return delta;
  }

  /** A packet that catches up with the group was held with it somewhere, as Wi-Fi does. */
  private boolean belongs(long sentNs, long arrivalNs) {
    if (sentNs - firstSentNs <= BURST_NS) {
      return true;
    }
    long gapNs = arrivalNs - lastArrivalNs;
    return gapNs <= BURST_NS
        && gapNs < sentNs - lastSentNs
        && arrivalNs - firstArrivalNs < MAX_BURST_NS;
  }

  /** Time between the sending of the last two complete groups. */
  long sendDeltaNs() {
    return sendDeltaNs;
  }

  /** Time between their arrivals. */
  long arrivalDeltaNs() {
    return arrivalDeltaNs;
  }

  /** When the last complete group had arrived. */
  long arrivalNs() {
    return closedArrivalNs;
  }

  /** Begins anew: the time of arrival does not continue. */
  void reset() {
    open = false;
    closed = false;
  }

  /** Puts down what is known here, or takes it up. */
  void state(State state) {
    open = state.of(open);
    firstSentNs = state.of(firstSentNs);
    lastSentNs = state.of(lastSentNs);
    firstArrivalNs = state.of(firstArrivalNs);
    lastArrivalNs = state.of(lastArrivalNs);
    closed = state.of(closed);
    closedSentNs = state.of(closedSentNs);
    closedArrivalNs = state.of(closedArrivalNs);
    sendDeltaNs = state.of(sendDeltaNs);
    arrivalDeltaNs = state.of(arrivalDeltaNs);
  }
}
