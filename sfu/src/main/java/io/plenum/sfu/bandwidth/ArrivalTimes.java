package io.plenum.sfu.bandwidth;

import io.plenum.rtc.rtcp.TransportFeedback;
import io.plenum.rtc.seq.Wrapping;

/**
 * Puts the arrival times of transport-wide feedback on one line that does not wrap, and notices
 * when the receiver's clock jumps. Confined to the room's loop.
 */
final class ArrivalTimes {
  /**
   * Receiver and server time that pass between two feedbacks differ by less; else a clock was set,
   * or the device slept.
   */
  static final long JUMP_NS = 3_000_000_000L;

  private static final long REFERENCE_NS =
      TransportFeedback.TICK_NS * TransportFeedback.TICKS_PER_REFERENCE;

  private boolean started;
  private long reference;
  private long heardNs;
  private boolean jumped;

  /**
   * The time from which the first delta of {@code feedback} counts, on the receiver's clock.
   *
   * @param nowNs when the feedback came, on ours
   */
  long baseNs(TransportFeedback feedback, long nowNs) {
    long before = reference;
    reference =
        started
            ? Wrapping.BITS_24.extend(reference, feedback.referenceTime())
            : feedback.referenceTime();
    long receiverNs = (reference - before) * REFERENCE_NS;
    jumped = started && Math.abs(receiverNs - (nowNs - heardNs)) > JUMP_NS;
    started = true;
    heardNs = nowNs;
    return reference * REFERENCE_NS;
  }

  /** Whether the last feedback does not continue the time of the one before. */
  boolean jumped() {
    return jumped;
  }
}
