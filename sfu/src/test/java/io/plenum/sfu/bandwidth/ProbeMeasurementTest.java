package io.plenum.sfu.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProbeMeasurementTest {
  private static final long MS = 1_000_000L;

  private final ProbeMeasurement measurement = new ProbeMeasurement();

  @Test
  void showsTheRateSent_whenThePacketsArriveAsTheyLeft() {
    begin(1_000_000, 10);
    arrive(10, 1_000 * 8 * 1_000); // 1 ms for 125 bytes
    assertThat(measurement.complete()).isTrue();
    assertThat(measurement.resultBps()).isEqualTo(1_000_000);
  }

  @Test
  void showsALittleLessThanTheLink_whenItWasFull() {
    begin(2_000_000, 10);
    arrive(10, 8 * MS); // 1,000 bytes in 8 ms: 1 Mbit/s
    assertThat(measurement.resultBps()).isEqualTo(950_000);
  }

  @Test
  void showsWhatWasReallySent_whenTheLoopWasSlow() {
    begin(2_000_000, 10, 8 * MS);
    arrive(10, 8 * MS);
    assertThat(measurement.full()).isFalse();
    assertThat(measurement.resultBps()).isEqualTo(1_000_000);
  }

  @Test
  void neverShowsMoreThanWasSent() {
    begin(1_000_000, 10);
    arrive(10, 1);
    assertThat(measurement.resultBps()).isEqualTo(1_000_000);
  }

  @Test
  void showsNothing_whenTooMuchIsLost() {
    begin(1_000_000, 10);
    arrive(6, 8 * MS);
    for (int i = 0; i < 4; i++) {
      assertThat(measurement.complete()).isFalse();
      measurement.lost(1);
    }
    assertThat(measurement.complete()).isTrue();
    assertThat(measurement.resultBps()).isEqualTo(-1);
  }

  @Test
  void ignoresOtherProbes() {
    begin(1_000_000, 2);
    measurement.arrived(2, 0, 1_000);
    measurement.lost(0);
    assertThat(measurement.complete()).isFalse();
    measurement.abandon();
    measurement.arrived(1, 0, 1_000);
    assertThat(measurement.cluster()).isNull();
    assertThat(measurement.complete()).isFalse();
  }

  private void begin(long bps, int packets) {
    begin(bps, packets, 8_000_000_000_000L / bps);
  }

  /** Packets of 1,000 bytes that leave {@code stepNs} apart. */
  private void begin(long bps, int packets, long stepNs) {
    measurement.begin(new ProbeCluster(1, bps, 10_000, ProbeCluster.Reason.START));
    for (int i = 0; i < packets; i++) {
      measurement.sent(1, 1_000, i * stepNs);
    }
  }

  private void arrive(int packets, long stepNs) {
    for (int i = 0; i < packets; i++) {
      measurement.arrived(1, 5 * MS + i * stepNs, 1_000);
    }
  }
}
