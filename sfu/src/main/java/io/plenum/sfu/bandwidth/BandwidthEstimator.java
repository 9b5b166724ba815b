package io.plenum.sfu.bandwidth;

import io.plenum.rtc.rtcp.TransportFeedback;
import io.plenum.sfu.state.State;

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

  /** Less than this share of the estimate sent is limited by the application; libwebrtc's 0.65. */
  private static final double LIMITED = 0.7;

  /** 200 ms: the acknowledged rate of a link that is full, soon after its capacity changed. */
  private static final int SHORT_BUCKETS = 10;

  /** After this the first estimate is no guess any more, whatever became of the first probes. */
  private static final long FIRST_NS = 2_000_000_000L;

  /**
   * So long after a probe its queue may stand: 2,000 bytes at the least rate that shows a picture.
   */
  private static final long PROBE_QUEUE_NS = 150_000_000L;

  private final Feedback feedback;
  private final DelayBased delay = new DelayBased();
  private final BitrateWindow sent = new BitrateWindow();
  private final LossWindows losses = new LossWindows();
  private final LossModel loss = new LossModel(losses);
  private final AimdRate rate = new AimdRate(START_BPS, MIN_BPS, MAX_BPS);
  private final Probes probes = new Probes(new ProbePlan(START_BPS, MAX_BPS), rate);
  private final ReceiverProbes receiverProbes = new ReceiverProbes();
  private final PacketOutcomes outcomes;

  private long sinceNs = -1;
  private long rembBps = -1;
  private long wantedBps;
  private long silenceDueNs = Long.MAX_VALUE;
  private boolean silent;

  /**
   * An estimator that has seen nothing.
   *
   * @param feedback what the receiver sends
   */
  public BandwidthEstimator(Feedback feedback) {
    this(feedback, SentHistory.FIRST);
  }

  private BandwidthEstimator(Feedback feedback, long first) {
    this.feedback = feedback;
    this.outcomes = new PacketOutcomes(first, delay, probes.measurement(), losses, this::judgeLoss);
  }

  /**
   * One for another path to the same receiver: knows nothing of it but what is wanted, and goes on
   * with the numbers. What is still said of packets sent before, it ignores.
   */
  public BandwidthEstimator onAnotherPath() {
    BandwidthEstimator next = new BandwidthEstimator(feedback, outcomes.next());
    next.wantedBps = wantedBps;
    return next;
  }

  /** Whether nothing has come back for so long that the estimate was cut for it. */
  public boolean silent() {
    return silent;
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
    if (sinceNs < 0) {
      sinceNs = nowNs;
    }
    if (silenceDueNs == Long.MAX_VALUE) {
      silenceDueNs = nowNs + SILENCE_NS;
    }
    probes.measurement().sent(cluster, bytes, nowNs);
    sent.add(nowNs, bytes);
    boolean mark = repeated && cluster == 0;
    return outcomes.sent(bytes, mark ? SentHistory.REPEATED : cluster, nowNs);
  }

  /** Notes a packet that leaves now without a number: its arrival is never reported. */
  public void unnumbered(int bytes, long nowNs) {
    sent.add(nowNs, bytes);
  }

  /** Takes what the receiver says about arrivals; packets never sent or forgotten are ignored. */
  public void feedback(TransportFeedback report, long nowNs) {
    if (feedback != Feedback.TRANSPORT_WIDE) {
      return;
    }
    if (outcomes.clockJumps(report, nowNs)) {
      delay.reset();
      probes.abandon();
    }
    if (outcomes.take(report, nowNs)) {
      answered(nowNs);
      judge(nowNs);
    }
  }

  private void judgeLoss() {
    loss.update(estimateBps(), rate.bps(), delay.competing());
  }

  private void answered(long nowNs) {
    silent = false;
    silenceDueNs = outcomes.allKnown() ? Long.MAX_VALUE : nowNs + SILENCE_NS;
  }

  private void judge(long nowNs) {
    long before = rate.bps();
    LinkUse use = delay.judge();
    boolean decreased =
        rate.update(
            use,
            asSent(outcomes.acknowledgedBps(BitrateWindow.BUCKETS)),
            asSent(outcomes.acknowledgedBps(SHORT_BUCKETS)),
            roundTripNs(),
            delay.queueEmpty(),
            applicationLimited(),
            nowNs);
    if (decreased) {
      probes.cut(before, nowNs);
    }
    delay.rate(rate.bps(), rate.draining());
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
    if (feedback == Feedback.RECEIVER_ESTIMATE && rembBps >= 0) {
      return receiverProbes.due(rembBps, wantedBps, nowNs);
    }
    if (feedback != Feedback.TRANSPORT_WIDE || wantedBps == 0) {
      return null;
    }
    boolean quiet =
        delay.use() == LinkUse.NORMAL
            && !delay.competing()
            && loss.limitBps() == LossModel.UNLIMITED;
    ProbeCluster next = probes.begin(estimateBps(), wantedBps, quiet, nowNs);
    if (next != null) {
      delay.excuse(nowNs + PROBE_QUEUE_NS);
    }
    return next;
  }

  /** All packets of the probe have left. */
  public void probeSent(long nowNs) {
    delay.excuse(nowNs + PROBE_QUEUE_NS);
    probes.allSent(nowNs);
  }

  /** Bits per second that may be sent, on the wire. */
  public long estimateBps() {
    if (feedback != Feedback.TRANSPORT_WIDE && rembBps >= 0) {
      return rembBps;
    }
    if (feedback == Feedback.NONE) {
      return MAX_BPS;
    }
    return Math.clamp(Math.min(rate.bps(), loss.limitBps()), MIN_BPS, MAX_BPS);
  }

  /** Whether the estimate is the link's, and not the guess that everybody begins with. */
  public boolean known(long nowNs) {
    return feedback == Feedback.NONE
        || rembBps >= 0
        || probes.started()
        || (sinceNs >= 0 && nowNs - sinceNs >= FIRST_NS);
  }

  /** What the delay says now. */
  public LinkUse use() {
    return delay.use();
  }

  /** Share of the packets lost lately, 0 to 1; 0 where nothing was sent for a while. */
  public double lossShare() {
    return losses.share();
  }

  /**
   * The same without what a queue of our own had no room for: the rate was cut for that, and it
   * does not come again.
   */
  public double scatteredLossShare() {
    return losses.scatteredShare();
  }

  /** The round trip without queues, ns. */
  public long roundTripNs() {
    return outcomes.roundTripNs();
  }

  /** When {@link #onDeadline} is to be called. */
  public long nextDeadlineNs() {
    return feedback == Feedback.TRANSPORT_WIDE
        ? Math.min(Math.min(silenceDueNs, probes.nextDeadlineNs()), losses.forgetNs())
        : Long.MAX_VALUE;
  }

  /** Lets time pass: feedback may be missing, and losses are forgotten. */
  public void onDeadline(long nowNs) {
    losses.forget(nowNs);
    if (nowNs >= silenceDueNs) {
      silent = true;
      silenceDueNs = nowNs + HALVING_NS;
      long before = rate.bps();
      rate.restart(Math.min(before, estimateBps()) / 2);
      probes.cut(before, nowNs);
    }
    probes.look(nowNs);
  }

  /** Puts down what is known here, or takes it up. */
  public void state(State state) {
    delay.state(state);
    sent.state(state);
    losses.state(state);
    loss.state(state);
    rate.state(state);
    probes.state(state);
    receiverProbes.state(state);
    outcomes.state(state);
    sinceNs = state.of(sinceNs);
    rembBps = state.of(rembBps);
    wantedBps = state.of(wantedBps);
    silenceDueNs = state.of(silenceDueNs);
    silent = state.of(silent);
  }
}
