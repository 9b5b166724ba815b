package io.plenum.sfu.bandwidth;

import io.plenum.rtc.rtcp.TransportFeedback;
import io.plenum.sfu.state.State;
import java.util.List;

/**
 * What became of each packet sent: arrived, in which order and when, or lost. Turns feedback into
 * what delay, loss and probes are judged by. Confined to the room's loop.
 */
final class PacketOutcomes {
  /** Before the first feedback; libwebrtc's choice. */
  static final long ASSUMED_ROUND_TRIP_NS = 200_000_000L;

  /** How long the shortest round trip is remembered. */
  private static final long ROUND_TRIP_NS = 5_000_000_000L;

  private final SentHistory history;
  private final ArrivalTimes times = new ArrivalTimes();
  private final BitrateWindow acknowledged = new BitrateWindow();
  private final LeastOfLate roundTrip = new LeastOfLate(ROUND_TRIP_NS);
  private final DelayBased delay;
  private final ProbeMeasurement probe;
  private final LossWindows losses;
  private final Runnable stretchEnds;
  private long nextUncovered;
  private long newestInOrder = -1;

  /**
   * Outcomes of packets from number {@code first} on, told to these; {@code stretchEnds} is run
   * when {@code losses} has a new stretch.
   */
  PacketOutcomes(
      long first,
      DelayBased delay,
      ProbeMeasurement probe,
      LossWindows losses,
      Runnable stretchEnds) {
    this.history = new SentHistory(first);
    this.delay = delay;
    this.probe = probe;
    this.losses = losses;
    this.stretchEnds = stretchEnds;
    this.nextUncovered = history.next();
  }

  /** The number that will be given out next. */
  long next() {
    return history.next();
  }

  /** A packet of {@code bytes} leaves; answers its number. */
  long sent(int bytes, int cluster, long nowNs) {
    return history.sent(bytes, cluster, nowNs);
  }

  /**
   * Reads the times in {@code report}, which {@link #take} is to be called with next; whether the
   * receiver's clock jumped, so that they have nothing to do with those before.
   */
  boolean clockJumps(TransportFeedback report, long nowNs) {
    times.take(report, nowNs);
    if (times.jumped()) {
      acknowledged.reset();
    }
    return times.jumped();
  }

  /** Takes what {@code report} says; whether any packet that it names arrived. */
  boolean take(TransportFeedback report, long nowNs) {
    long base = history.extend(report.baseSequence());
    if (base > nextUncovered) {
      losses.skip();
    }
    long end = Math.min(base + report.statusCount(), history.next());
    nextUncovered = Math.max(nextUncovered, end);
    return take(report.arrivals(), base, end, nowNs);
  }

  private boolean take(List<TransportFeedback.Arrival> arrivals, long base, long end, long nowNs) {
    boolean any = false;
    long next = Math.max(base, history.oldest());
    for (int i = 0; i < arrivals.size(); i++) {
      long sequence = base + arrivals.get(i).index();
      lost(next, Math.min(sequence, end));
      if (history.knows(sequence)) {
        received(sequence, times.arrivalNs(i), times.overtaken(i), nowNs);
        any = true;
      }
      next = Math.max(next, sequence + 1);
    }
    lost(next, end);
    return any;
  }

  private void lost(long from, long to) {
    for (long sequence = from; sequence < to; sequence++) {
      if (history.lost(sequence)) {
        probe.lost(history.cluster(sequence));
        known(sequence, false);
      }
    }
  }

  private void received(long sequence, long arrivalNs, boolean overtaken, long nowNs) {
    boolean late = history.isLost(sequence);
    if (!history.received(sequence)) {
      return;
    }
    int bytes = history.bytes(sequence);
    acknowledged.add(arrivalNs, bytes);
    probe.arrived(history.cluster(sequence), arrivalNs, bytes);
    if (late) {
      losses.late();
    } else {
      known(sequence, true);
    }
    // A queue keeps the order: what was overtaken was late for another reason.
    if (sequence > newestInOrder && !overtaken) {
      newestInOrder = sequence;
      roundTrip.sample(nowNs - history.sentNs(sequence), nowNs);
      delay.packet(history.sentNs(sequence), arrivalNs);
    }
  }

  private void known(long sequence, boolean arrived) {
    boolean repeated = history.cluster(sequence) == SentHistory.REPEATED;
    if (losses.packet(history.sentNs(sequence), history.bytes(sequence), repeated, arrived)) {
      stretchEnds.run();
    }
    if (!arrived && delay.overflows()) {
      losses.overflowed();
    }
  }

  /** Whether there is a word about every packet sent. */
  boolean allKnown() {
    return nextUncovered >= history.next();
  }

  /** Bits per second that arrived, by the receiver's clock; see {@link BitrateWindow#bps}. */
  long acknowledgedBps(int buckets) {
    return acknowledged.bps(buckets);
  }

  /** The round trip without queues, ns. */
  long roundTripNs() {
    return roundTrip.known() ? roundTrip.ns() : ASSUMED_ROUND_TRIP_NS;
  }

  /** Puts down what is known here, or takes it up. */
  void state(State state) {
    history.state(state);
    times.state(state);
    acknowledged.state(state);
    roundTrip.state(state);
    nextUncovered = state.of(nextUncovered);
    newestInOrder = state.of(newestInOrder);
  }
}
