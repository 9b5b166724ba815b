package io.plenum.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.testkit.LinkConditions;
import io.plenum.testkit.ReceivedSlot;
import io.plenum.testkit.ScriptedPeer;
import io.plenum.testkit.SimulatedRoom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Two people over links from good to bad. */
class TwoPeersTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everythingArrives_overGoodLinks(long seed) {
    SimulatedRoom simulation = new SimulatedRoom(seed, 4, 9);
    ScriptedPeer alice = simulation.join("alice", LinkConditions.good(20));
    ScriptedPeer bob = simulation.join("bob", LinkConditions.good(20));
    alice.camera(true);
    alice.voice(true, 30);
    simulation.run(10_000);

    ReceivedSlot video = bob.slot("v0");
    assertThat(video.faults()).as("%s", simulation).isEmpty();
    assertThat(video.complete(alice.number())).isGreaterThan(alice.camera().frames() - 12);
    assertThat(video.skipped(alice.number())).isZero();
    assertThat(video.discontinuities()).isEmpty();
    assertThat(bob.slot("a0").complete(alice.number())).isGreaterThan(490);
    assertThat(alice.feedback()).hasSizeBetween(100, 200);
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
    simulation.run(120_000);

    assertThat(simulation.uplink("alice").lost()).isGreaterThan(300);
    assertWhole(simulation, bob.slot("v0"), alice);
    assertWhole(simulation, alice.slot("v0"), bob);
  }

  private static void assertWhole(
      SimulatedRoom simulation, ReceivedSlot video, ScriptedPeer sender) {
    long settled = simulation.clock().nowNs() - 3_000_000_000L;
    assertThat(video.faults()).as("%s", simulation).isEmpty();
    assertThat(video.incomplete(settled)).as("%s", simulation).isEmpty();
    assertThat(video.skipped(sender.number())).as("%s", simulation).isZero();
    assertThat(video.discontinuities()).as("%s", simulation).isEmpty();
    assertThat(video.complete(sender.number())).isGreaterThan(sender.camera().frames() - 120);
    assertThat(video.repaired()).isGreaterThan(100);
  }
}
