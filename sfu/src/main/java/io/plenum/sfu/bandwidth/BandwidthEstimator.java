package io.plenum.sfu.bandwidth;

import io.plenum.rtc.rtcp.TransportFeedback;
import java.util.List;

/**
 * How many bits per second may be sent to one receiver: the least of what delay, loss and silence
 * allow (docs/bandwidth.md). With transport-wide feedback it is Google congestion control as a
 * sender; a receiver without it is believed what its REMB says.
 *
 * <p>Bytes are those on the wire, with UDP and IP. Pure: no clock. Confined to the room's loop.
 */
public final class BandwidthEstimator {
  /** The first estimate, as browsers' own. */
  public static final long START_BPS = 300_000;

  /** Never less: one voice and its reports pass even over a bad link. */
  public static final long MIN_BPS = 40_000;

  /** Never more: 25 tiles of 2 Mbit/s. */
  public static final long MAX_BPS = 50_000_000;

  /** Feedback comes every 50 to 250 ms; without any for so long the link is broken or full. */
  static final long SILENCE_NS = 1_000_000_000L;

  /** From then on the estimate is halved this often. */
  static final long HALVING_NS = 500_000_000L;

  /** Before the first feedback; libwebrtc's choice. */
  static final long ASSUMED_ROUND_TRIP_NS = 200_000_000L;

  /** Less than this share of the estimate sent is limited by the application; libwebrtc's 0.65. */
  private static final double LIMITED = 0.7;

  /** How long the shortest round trip is remembered. */
  private static final long ROUND_TRIP_NS = 5_000_000_000L;

  /** 200 ms: the acknowledged rate of a link that is full, soon after its capacity changed. */
  private static final int SHORT_BUCKETS = 10;

  private final boolean transportCc;
  private final SentHistory history = new SentHistory();
  private final ArrivalTimes times = new ArrivalTimes();
  private final DelayBased delay = new DelayBased();
  private final BitrateWindow acknowledged = new BitrateWindow();
  private final BitrateWindow sent = new BitrateWindow();
  private final LossWindows losses = new LossWindows();
  private final LossModel loss = new LossModel(losses);
  private final LeastOfLate roundTrip = new LeastOfLate(ROUND_TRIP_NS);
  private final AimdRate rate = new AimdRate(START_BPS, MIN_BPS, MAX_BPS);
  private final Probes probes = new Probes(new ProbePlan(START_BPS, MAX_BPS), rate);

  private long rembBps = -1;
  private long wantedBps;
  private long nextUncovered;
  private long newestInOrder = -1;
  private long silenceDueNs = Long.MAX_VALUE;

  /**
   * An estimator that has seen nothing.
   *
   * @param transportCc whether the receiver sends transport-wide feedback
   */
  public BandwidthEstimator(boolean transportCc) {
    this.transportCc = transportCc;
    this.nextUncovered = history.next();
  }

  /**
   * Notes a packet that leaves now.
   *
   * @param bytes on the wire
   * @param cluster the probe it belongs to, or 0
   * @param repeated whether it repeats another that was lost
   * @return its transport-wide sequence number, of which the low 16 bits go into the packet
   */
  public long sent(int bytes, int cluster, boolean repeated, long nowNs) {
    if (silenceDueNs == Long.MAX_VALUE) {
      silenceDueNs = nowNs + SILENCE_NS;
    }
    probes.measurement().sent(cluster);
    sent.add(nowNs, bytes);
    boolean mark = repeated && cluster == 0;
    return history.sent(bytes, mark ? SentHistory.REPEATED : cluster, nowNs);
  }

  /** Takes what the receiver says about arrivals; packets never sent or forgotten are ignored. */
  public void feedback(TransportFeedback feedback, long nowNs) {
    if (!transportCc) {
      return;
    }
    times.take(feedback, nowNs);
    if (times.jumped()) {
      delay.reset();
      acknowledged.reset();
      probes.abandon(nowNs);
    }
    long base = history.extend(feedback.baseSequence());
    if (base > nextUncovered) {
      losses.skip();
    }
    long end = Math.min(base + feedback.statusCount(), history.next());
    nextUncovered = Math.max(nextUncovered, end);
    if (take(feedback.arrivals(), base, end, nowNs)) {
      answered(nowNs);
      judge(nowNs);
    }
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
        probes.measurement().lost(history.cluster(sequence));
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
    probes.measurement().arrived(history.cluster(sequence), arrivalNs, bytes);
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
      loss.update(estimateBps(), rate.bps(), delay.competing());
    }
  }

  private void answered(long nowNs) {
    boolean all = nextUncovered >= history.next();
    silenceDueNs = all ? Long.MAX_VALUE : nowNs + SILENCE_NS;
  }

  private void judge(long nowNs) {
    long before = rate.bps();
    LinkUse use = delay.judge();
    boolean decreased =
        rate.update(
            use,
            asSent(acknowledged.bps(BitrateWindow.BUCKETS)),
            asSent(acknowledged.bps(SHORT_BUCKETS)),
            roundTripNs(),
            delay.queueEmpty(),
            applicationLimited(),
            nowNs);
    if (decreased) {
      probes.cut(before, nowNs);
    }
    delay.rate(rate.bps());
    probes.look(nowNs);
  }

  /** Whether less was sent than might have been: then what arrived says little about the link. */
  private boolean applicationLimited() {
    return sent.bps(BitrateWindow.BUCKETS) < LIMITED * estimateBps();
  }

  /** What must be sent for {@code bps} to arrive, where the link loses some whatever is sent. */
  private long asSent(long bps) {
    return bps < 0 ? bps : (long) (bps / (1 - loss.inherent()));
  }

  /** The receiver's own estimate; heeded if it sends no transport-wide feedback. */
  public void remb(long bps) {
    rembBps = Math.clamp(bps, MIN_BPS, MAX_BPS);
  }

  /** What could be used if it were there; 0 if the present is enough. */
  public void want(long bps) {
    wantedBps = Math.min(bps, MAX_BPS);
  }

  /**
   * The probe to begin now, or null. Its packets are given to {@link #sent} under its id; after the
   * last {@link #probeSent} is called.
   */
  public ProbeCluster probe(long nowNs) {
    if (!transportCc) {
      return null;
    }
    boolean quiet =
        delay.use() == LinkUse.NORMAL
            && !delay.competing()
            && loss.limitBps() == LossModel.UNLIMITED;
    return probes.begin(estimateBps(), wantedBps, quiet, nowNs);
  }

  /** All packets of the probe have left. */
  public void probeSent(long nowNs) {
    probes.allSent(nowNs);
  }

  /** Bits per second that may be sent, on the wire. */
  public long estimateBps() {
    if (!transportCc) {
      return rembBps < 0 ? START_BPS : rembBps;
    }
    return Math.clamp(Math.min(rate.bps(), loss.limitBps()), MIN_BPS, MAX_BPS);
  }

  /** What the delay says now. */
  public LinkUse use() {
    return delay.use();
  }

  /** Share of the packets lost lately, 0 to 1. */
  public double lossShare() {
    return losses.share();
  }

  /** The round trip without queues, ns. */
  public long roundTripNs() {
    return roundTrip.known() ? roundTrip.ns() : ASSUMED_ROUND_TRIP_NS;
  }

  /** When {@link #onDeadline} is to be called. */
  public long nextDeadlineNs() {
    return transportCc ? Math.min(silenceDueNs, probes.nextDeadlineNs()) : Long.MAX_VALUE;
  }

  /** Lets time pass: feedback may be missing. */
  public void onDeadline(long nowNs) {
    if (nowNs >= silenceDueNs) {
      silenceDueNs = nowNs + HALVING_NS;
      long before = rate.bps();
      rate.restart(Math.min(before, estimateBps()) / 2);
      probes.cut(before, nowNs);
    }
    probes.look(nowNs);
  }
}
