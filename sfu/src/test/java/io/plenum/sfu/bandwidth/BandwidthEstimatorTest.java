package io.plenum.sfu.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.rtcp.TransportFeedback;
import io.plenum.rtc.rtcp.TransportFeedbackRecorder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Feedback that is lost, late, repeated, invented, or of another clock. */
class BandwidthEstimatorTest {
  private static final long MS = 1_000_000L;
  private static final long LATENCY = 25 * MS;

  private final BandwidthEstimator estimator = new BandwidthEstimator(Feedback.TRANSPORT_WIDE);
  private final TransportFeedbackRecorder recorder = new TransportFeedbackRecorder();
  private long nowNs = 1_000 * MS;
  private long clockOffsetNs = 77_000 * MS;

  @Test
  void grows_whileWhatIsSentArrives() {
    for (int i = 0; i < 100; i++) {
      round(500_000, 0).forEach(this::heard);
    }
    assertThat(estimator.estimateBps()).isBetween(500_000L, 650_000L);
    assertThat(estimator.use()).isEqualTo(LinkUse.NORMAL);
    assertThat(estimator.roundTripNs()).isBetween(LATENCY, 2 * LATENCY);
  }

  @Test
  void carriesOn_whenHalfOfTheFeedbackIsLost() {
    for (int i = 0; i < 200; i++) {
      List<TransportFeedback> feedback = round(500_000, 0);
      if (i % 2 == 0) {
        feedback.forEach(this::heard);
      }
    }
    assertThat(estimator.estimateBps()).isGreaterThan(300_000);
    assertThat(estimator.lossShare()).isZero();
  }

  @Test
  void carriesOn_whenFeedbackIsReorderedAndRepeated() {
    List<TransportFeedback> former = List.of();
    for (int i = 0; i < 100; i++) {
      List<TransportFeedback> feedback = round(500_000, 0);
      if (i % 2 == 1) {
        feedback.forEach(this::heard);
        former.forEach(this::heard);
        former.forEach(this::heard);
      }
      former = feedback;
    }
    assertThat(estimator.estimateBps()).isGreaterThan(300_000);
    assertThat(estimator.lossShare()).isZero();
  }

  @Test
  void beginsAnew_onAnotherPath_andGoesOnWithTheNumbers() {
    List<TransportFeedback> late = round(500_000, 0);
    late.forEach(this::heard);
    for (int i = 0; i < 20; i++) {
      nowNs += BandwidthEstimator.HALVING_NS;
      estimator.sent(1_000, 0, false, nowNs);
      estimator.onDeadline(nowNs);
    }
    assertThat(estimator.silent()).isTrue();
    assertThat(estimator.estimateBps()).isEqualTo(BandwidthEstimator.MIN_BPS);
    long last = estimator.sent(1_000, 0, false, nowNs);

    BandwidthEstimator next = estimator.onAnotherPath();

    assertThat(next.estimateBps()).isEqualTo(BandwidthEstimator.START_BPS);
    assertThat(next.silent()).isFalse();
    late.forEach(feedback -> next.feedback(feedback, nowNs));
    assertThat(next.lossShare()).as("of the path before").isZero();
    assertThat(next.sent(1_000, 0, false, nowNs)).isEqualTo(last + 1);
  }

  @Test
  void countsLosses() {
    for (int i = 0; i < 100; i++) {
      round(500_000, 10).forEach(this::heard);
    }
    assertThat(estimator.lossShare()).isBetween(0.08, 0.12);
  }

  @Test
  void forgetsLosses_whenNothingIsSentAnyMore() {
    for (int i = 0; i < 100; i++) {
      round(500_000, 10).forEach(this::heard);
    }
    round(500_000, 0).forEach(this::heard);
    long dueNs = estimator.nextDeadlineNs();
    assertThat(dueNs).isBetween(nowNs, nowNs + LossWindows.MAX_AGE_NS);
    estimator.onDeadline(dueNs);
    assertThat(estimator.lossShare()).isZero();
    assertThat(estimator.nextDeadlineNs()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void carriesOn_whenTheReceiversClockJumps() {
    for (int i = 0; i < 100; i++) {
      clockOffsetNs += i == 50 ? 3_600_000 * MS : i == 70 ? -7_200_000 * MS : 0;
      round(500_000, 0).forEach(this::heard);
    }
    assertThat(estimator.estimateBps()).isBetween(400_000L, 700_000L);
    assertThat(estimator.use()).isEqualTo(LinkUse.NORMAL);
  }

  @Test
  void halvesAgainAndAgain_whileNothingIsHeard() {
    for (int i = 0; i < 50; i++) {
      round(500_000, 0).forEach(this::heard);
    }
    long before = estimator.estimateBps();
    round(500_000, 0);
    long dueNs = estimator.nextDeadlineNs();
    assertThat(dueNs).isBetween(nowNs, nowNs + BandwidthEstimator.SILENCE_NS);
    estimator.onDeadline(dueNs);
    assertThat(estimator.estimateBps()).isEqualTo(before / 2);
    assertThat(estimator.nextDeadlineNs()).isEqualTo(dueNs + BandwidthEstimator.HALVING_NS);
    for (int i = 0; i < 20; i++) {
      estimator.onDeadline(estimator.nextDeadlineNs());
    }
    assertThat(estimator.estimateBps()).isEqualTo(BandwidthEstimator.MIN_BPS);
  }

  @Test
  void waitsForNothing_onceAllIsAnswered() {
    assertThat(estimator.nextDeadlineNs()).isEqualTo(Long.MAX_VALUE);
    List<TransportFeedback> feedback = round(500_000, 0);
    assertThat(estimator.nextDeadlineNs()).isNotEqualTo(Long.MAX_VALUE);
    feedback.forEach(this::heard);
    assertThat(estimator.nextDeadlineNs()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void ignoresWhatWasNeverSent() {
    long before = estimator.estimateBps();
    List<TransportFeedback.Arrival> arrivals = new ArrayList<>();
    for (int i = 0; i < 60_000; i++) {
      arrivals.add(new TransportFeedback.Arrival(i, 1));
    }
    for (int base = 0; base < 65_536; base += 4_096) {
      estimator.feedback(new TransportFeedback(1, 2, base, 60_000, 5, 0, arrivals), nowNs);
    }
    assertThat(estimator.estimateBps()).isEqualTo(before);
    assertThat(estimator.lossShare()).isZero();
  }

  @Test
  void believesRemb_ifThereIsNoTransportFeedback() {
    BandwidthEstimator simple = new BandwidthEstimator(Feedback.RECEIVER_ESTIMATE);
    assertThat(simple.estimateBps()).isEqualTo(BandwidthEstimator.START_BPS);
    simple.remb(1_234_567);
    assertThat(simple.estimateBps()).isEqualTo(1_234_567);
    simple.remb(Long.MAX_VALUE);
    assertThat(simple.estimateBps()).isEqualTo(BandwidthEstimator.MAX_BPS);
    simple.remb(0);
    assertThat(simple.estimateBps()).isEqualTo(BandwidthEstimator.MIN_BPS);
    assertThat(simple.probe(nowNs)).isNull();
  }

  @Test
  void takesTheResultOfAProbe() {
    estimator.want(5_000_000);
    ProbeCluster probe = estimator.probe(nowNs);
    assertThat(estimator.probe(nowNs)).isNull();
    send(probe.id(), 10, 300, 300L * 8 * 1_000_000_000L / probe.bps());
    estimator.probeSent(nowNs);
    report().forEach(this::heard);
    assertThat(estimator.estimateBps()).isEqualTo(probe.bps());
    assertThat(estimator.probe(nowNs).bps()).isEqualTo(2 * probe.bps());
  }

  @Test
  void endsAProbeWithoutAResult_whenNothingIsHeardOfIt() {
    estimator.want(5_000_000);
    ProbeCluster probe = estimator.probe(nowNs);
    send(probe.id(), 10, 300, MS);
    estimator.probeSent(nowNs);
    estimator.want(5_000_000);
    nowNs += Probes.TIMEOUT_NS;
    assertThat(estimator.probe(nowNs)).isNull();
    estimator.onDeadline(nowNs);
    nowNs += ProbePlan.AFTER_CUT_NS;
    assertThat(estimator.probe(nowNs).id()).isNotEqualTo(probe.id());
  }

  /** 100 ms of sending at {@code bps}; every {@code loseEvery}th packet is lost. */
  private List<TransportFeedback> round(long bps, int loseEvery) {
    int packets = (int) (bps / 8 / 10 / 500);
    for (int i = 0; i < packets; i++) {
      long sequence = estimator.sent(500, 0, false, nowNs);
      if (loseEvery == 0 || sequence % loseEvery != 0) {
        recorder.record(sequence, nowNs + LATENCY + clockOffsetNs);
      }
      nowNs += 100 * MS / packets;
    }
    return report();
  }

  private void send(int cluster, int packets, int bytes, long stepNs) {
    for (int i = 0; i < packets; i++) {
      long sequence = estimator.sent(bytes, cluster, false, nowNs);
      recorder.record(sequence, nowNs + LATENCY + clockOffsetNs);
      nowNs += stepNs;
    }
  }

  private List<TransportFeedback> report() {
    return recorder.report(1, 2);
  }

  private void heard(TransportFeedback feedback) {
    estimator.feedback(feedback, nowNs + LATENCY);
  }
}
