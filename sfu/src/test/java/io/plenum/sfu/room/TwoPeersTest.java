package io.plenum.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.testkit.LinkConditions;
import io.plenum.testkit.ReceivedSlot;
import io.plenum.testkit.ScriptedPeer;
import io.plenum.testkit.SimulatedRoom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two people over links from good to bad. */
class TwoPeersTest {
  @Test
  void everythingArrives_overGoodLinks() {
    SimulatedRoom simulation = new SimulatedRoom(1, 4, 9);
    ScriptedPeer alice = simulation.join("alice", LinkConditions.good(20));
    ScriptedPeer bob = simulation.join("bob", LinkConditions.good(20));
    alice.camera(true);
    alice.voice(true, 30);
    simulation.run(10_000);

    assertWhole(simulation, bob.slot("v0"), alice, 100);
    assertThat(bob.slot("v0").complete(alice.number())).isGreaterThan(alice.camera().frames() - 12);
    assertThat(bob.slot("a0").complete(alice.number())).isGreaterThan(490);
    assertThat(alice.camera().retransmissions()).isZero();
    assertThat(bob.slot("v0").repaired()).isZero();
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void everyFrameIsComplete_despiteBurstLossReorderingAndDuplicates(long seed) {
    SimulatedRoom simulation = new SimulatedRoom(seed, 4, 9);
    ScriptedPeer alice = simulation.join("alice", LinkConditions.bad(80, 0.05));
    ScriptedPeer bob = simulation.join("bob", LinkConditions.bad(80, 0.05));
    for (ScriptedPeer peer : new ScriptedPeer[] {alice, bob}) {
      peer.camera(true);
      peer.voice(true, 30);
    }
    simulation.run(60_000);
    alice.camera(false);
    bob.camera(false);
    simulation.run(4_000);

    assertThat(simulation.uplink("alice").lost()).isGreaterThan(200);
    assertWhole(simulation, bob.slot("v0"), alice, 4_100);
    assertWhole(simulation, alice.slot("v0"), bob, 4_100);
    assertThat(bob.slot("v0").repaired()).isGreaterThan(100);
    assertThat(alice.camera().keyframes()).as("%s", simulation).isLessThan(6);
  }

  @Test
  void framesStayComplete_throughABottleneckThatOverflowsAtTimes() {
    SimulatedRoom simulation = new SimulatedRoom(21, 4, 9);
    ScriptedPeer alice = simulation.join("alice", LinkConditions.good(30).limited(600_000, 4_000));
    ScriptedPeer bob = simulation.join("bob", LinkConditions.good(30));
    alice.camera(true);
    simulation.run(20_000);
    alice.camera(false);
    simulation.run(4_000);

    assertThat(simulation.uplink("alice").lost()).isPositive();
    assertWhole(simulation, bob.slot("v0"), alice, 4_100);
  }

  @Test
  void publisherLearnsLossAndArrivalTimes() {
    SimulatedRoom simulation = new SimulatedRoom(31, 4, 9);
    ScriptedPeer alice = simulation.join("alice", LinkConditions.bad(30, 0.10));
    alice.camera(true);
    simulation.run(30_000);

    assertThat(alice.feedback().size()).isBetween(200, 600);
    double share =
        alice.blocks().stream().mapToInt(block -> block.fractionLost()).average().orElse(0) / 256;
    assertThat(share).isBetween(0.05, 0.16);
    assertThat(alice.blocks().getLast().cumulativeLost()).isPositive();
    assertThat(alice.blocks().getLast().lastSenderReport()).isNotZero();
    // 5 ms of jitter on a clock of 90 kHz, at most.
    assertThat(alice.blocks().getLast().jitter()).isBetween(20L, 900L);
  }

  /** All frames but those of the last {@code lastMs}, whose lost tails nothing shows. */
  private static void assertWhole(
      SimulatedRoom simulation, ReceivedSlot video, ScriptedPeer sender, long lastMs) {
    long endNs = simulation.clock().nowNs() - lastMs * 1_000_000L;
    assertThat(video.faults()).as("%s", simulation).isEmpty();
    assertThat(video.incomplete(endNs)).as("%s", simulation).isEmpty();
    assertThat(video.skipped(sender.number())).as("%s", simulation).isZero();
    assertThat(video.discontinuities()).as("%s", simulation).isEmpty();
    assertThat(video.complete(sender.number())).isGreaterThan(sender.camera().frames() - 60);
  }
}
