package io.plenum.sfu.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReceiverProbesTest {
  private static final long MUCH = 5_000_000;

  private final ReceiverProbes probes = new ReceiverProbes();

  @Test
  void fillsWhatTheReceiverTakes_andNoMore() {
    ProbeCluster step = probes.due(400_000, MUCH, 0);
    assertThat(step.bps()).isEqualTo(400_000);
    assertThat(step.bytes()).isEqualTo(10_000);
  }

  @Test
  void looksForNothing_thatNobodyWants() {
    assertThat(probes.due(400_000, 0, 0)).isNull();
    assertThat(probes.due(400_000, 400_000, 0)).isNull();
  }

  @Test
  void goesOn_whileTheReceiverTakesMoreAndMore() {
    probes.due(400_000, MUCH, 0);
    assertThat(probes.due(420_000, MUCH, ReceiverProbes.FILL_NS)).isNotNull();
    assertThat(probes.due(441_000, MUCH, 2 * ReceiverProbes.FILL_NS)).isNotNull();
  }

  @Test
  void rests_whenItDoesNot() {
    probes.due(400_000, MUCH, 0);
    long endNs = ReceiverProbes.FILL_NS;
    assertThat(probes.due(419_000, MUCH, endNs - 1)).isNotNull();
    assertThat(probes.due(419_000, MUCH, endNs)).isNull();
    assertThat(probes.due(419_000, MUCH, endNs + ReceiverProbes.REST_NS - 1)).isNull();
    assertThat(probes.due(419_000, MUCH, endNs + ReceiverProbes.REST_NS)).isNotNull();
  }
}
