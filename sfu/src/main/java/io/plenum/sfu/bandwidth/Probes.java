package io.plenum.sfu.bandwidth;

import io.plenum.sfu.state.State;

/**
 * The probe under way, if any, from the decision to its result. Confined to the room's loop.
 *
 * <pre>
 *  none → sending   begin
 *  sending → sent   allSent
 *  sent → none      all its packets are accounted for, or {@link #TIMEOUT_NS} over
 *  any → none       abandon
 * </pre>
 */
final class Probes {
  /** A probe whose packets are not accounted for by then is judged by what came. */
  static final long TIMEOUT_NS = 1_000_000_000L;

  private final ProbeMeasurement measurement = new ProbeMeasurement();
  private final ProbePlan plan;
  private final AimdRate rate;
  private long sentNs = Long.MAX_VALUE;

  /** Probes whose results go to {@code rate}. */
  Probes(ProbePlan plan, AimdRate rate) {
    this.plan = plan;
    this.rate = rate;
  }

  /** The probe to send now, or null; see {@link ProbePlan#due}. */
  ProbeCluster begin(long estimateBps, long wantedBps, boolean quiet, long nowNs) {
    ProbeCluster next = plan.due(estimateBps, wantedBps, quiet, nowNs);
    if (next != null) {
      measurement.begin(next);
      sentNs = Long.MAX_VALUE;
    }
    return next;
  }

  /** Whether the first probes are over. */
  boolean started() {
    return plan.started();
  }

  /** What is measured. */
  ProbeMeasurement measurement() {
    return measurement;
  }

  /** All packets of the probe have left. */
  void allSent(long nowNs) {
    if (measurement.cluster() != null) {
      sentNs = nowNs;
    }
  }

  /** The rate was cut from {@code fromBps} to what it is. */
  void cut(long fromBps, long nowNs) {
    plan.cut(fromBps, rate.bps(), nowNs);
  }

  /** Takes the result, if it is there. */
  void look(long nowNs) {
    boolean waiting = sentNs != Long.MAX_VALUE;
    if (waiting && (measurement.complete() || nowNs - sentNs >= TIMEOUT_NS)) {
      end(measurement.resultBps());
    }
  }

  /** Ends it without a result. */
  void abandon() {
    end(-1);
  }

  private void end(long resultBps) {
    ProbeCluster probe = measurement.cluster();
    if (probe == null) {
      return;
    }
    if (resultBps > rate.bps()) {
      rate.shown(resultBps);
    } else if (resultBps > 0 && measurement.full() && probe.why() == ProbeCluster.Reason.START) {
      rate.restart(resultBps);
    }
    measurement.abandon();
    sentNs = Long.MAX_VALUE;
    plan.done(probe, resultBps);
  }

  /** When {@link #look} is to be called at the latest. */
  long nextDeadlineNs() {
    return sentNs == Long.MAX_VALUE ? sentNs : sentNs + TIMEOUT_NS;
  }

  /** Puts down what is known here, or takes it up. */
  void state(State state) {
    measurement.state(state);
    plan.state(state);
    sentNs = state.of(sentNs);
  }
}
