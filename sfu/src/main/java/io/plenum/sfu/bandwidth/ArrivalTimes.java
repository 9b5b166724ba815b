package io.plenum.sfu.bandwidth;

import io.plenum.rtc.rtcp.TransportFeedback;
import io.plenum.rtc.seq.Wrapping;
import io.plenum.sfu.state.State;
import java.util.List;

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
  private long[] arrivalsNs = new long[0];
  private boolean[] overtaken = new boolean[0];

  /** Reads the times of {@code feedback}, which came at {@code nowNs}. */
  void take(TransportFeedback feedback, long nowNs) {
    List<TransportFeedback.Arrival> arrivals = feedback.arrivals();
    arrivalsNs = new long[arrivals.size()];
    overtaken = new boolean[arrivals.size()];
    long at = baseNs(feedback, nowNs);
    for (int i = 0; i < arrivalsNs.length; i++) {
      at += arrivals.get(i).deltaTicks() * TransportFeedback.TICK_NS;
      arrivalsNs[i] = at;
    }
    long earliestNs = Long.MAX_VALUE;
    for (int i = arrivalsNs.length - 1; i >= 0; i--) {
      overtaken[i] = arrivalsNs[i] > earliestNs;
      earliestNs = Math.min(earliestNs, arrivalsNs[i]);
    }
  }

  /** When arrival {@code index} of the last feedback was, on the receiver's clock. */
  long arrivalNs(int index) {
    return arrivalsNs[index];
  }

  /** Whether a packet that was sent after it arrived before it. */
  boolean overtaken(int index) {
    return overtaken[index];
  }

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

  /** Puts down what is known here, or takes it up. */
  void state(State state) {
    started = state.of(started);
    reference = state.of(reference);
    heardNs = state.of(heardNs);
    jumped = state.of(jumped);
  }
}
