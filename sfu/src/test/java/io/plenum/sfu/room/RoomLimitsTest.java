package io.plenum.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.rtc.ice.IceCredentials;
import io.plenum.rtc.peer.Peer;
import io.plenum.rtc.sdp.NegotiatedSession;
import io.plenum.sfu.ParticipantId;
import io.plenum.testkit.LinkConditions;
import io.plenum.testkit.ScriptedPeer;
import io.plenum.testkit.SilentListener;
import io.plenum.testkit.SimulatedRoom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RoomLimitsTest {
  @Test
  void refusesOneMoreParticipantThanMayBeIn_andTakesThemWhenAnotherLeft() {
    Room room = new Room(new RoomParameters(2, new SplittableRandom(1)), new SilentListener());
    join(room, "a");
    join(room, "b");
    assertThatThrownBy(() -> join(room, "c")).isInstanceOf(RoomFullException.class);
    join(room, "b");
    room.leave(new ParticipantId("a"), 0);
    join(room, "c");
    assertThat(room.participants()).hasSize(2);
  }

  @Test
  void receiversAskingForKeyframesAllTheTime_costThePublisherFew() {
    SimulatedRoom simulation = new SimulatedRoom(2, 4, 9);
    ScriptedPeer alice = simulation.join("alice", LinkConditions.good(10));
    alice.camera(true);
    List<ScriptedPeer> others = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      others.add(simulation.join("other" + i, LinkConditions.good(10)));
    }
    simulation.run(1_000);
    int before = alice.requests().size();
    for (int i = 0; i < 100; i++) {
      others.forEach(other -> other.pictureLost("v0"));
      simulation.run(30);
    }
    // 3 s at one request per 300 ms.
    assertThat(alice.requests().size() - before).isBetween(5, 11);
  }

  @Test
  void aPacketIsResentAFewTimesOnly_howeverOftenItIsAskedFor() {
    SimulatedRoom simulation = new SimulatedRoom(3, 4, 9);
    ScriptedPeer alice = simulation.join("alice", LinkConditions.good(10));
    ScriptedPeer bob = simulation.join("bob", LinkConditions.good(10));
    alice.camera(true);
    simulation.run(1_000);
    List<Integer> all = new ArrayList<>();
    for (int i = 0; i < 1 << 16; i += 1) {
      all.add(i);
    }
    alice.camera(false);
    simulation.run(1_000);
    int sent = bob.slot("v0").packets();
    for (int round = 0; round < 40; round++) {
      for (int from = 0; from < all.size(); from += 4_096) {
        bob.nack("v0", all.subList(from, from + 4_096));
      }
      simulation.run(1_000);
    }
    assertThat(bob.slot("v0").repaired()).isLessThanOrEqualTo(10 * sent).isPositive();
  }

  @Test
  void silentPublisher_isNotAskedForKeyframesAtFullPaceForEver() {
    SimulatedRoom simulation = new SimulatedRoom(4, 4, 9);
    ScriptedPeer alice = simulation.join("alice", LinkConditions.good(10));
    simulation.join("bob", LinkConditions.good(10));
    alice.camera(true);
    simulation.run(1_000);
    alice.answering(false);
    simulation.join("carol", LinkConditions.good(10));
    simulation.run(60_000);
    assertThat(alice.requests().size()).isBetween(20, 50);
  }

  private static void join(Room room, String name) {
    IceCredentials ice = new IceCredentials("ufrag", "password");
    NegotiatedSession nothing = new NegotiatedSession(ice, List.of(), List.of());
    Peer unconnected = new Peer(ice, ice, null, null, 0);
    room.join(new ParticipantId(name), nothing, Map.of(), Set.of(), unconnected, 0);
  }
}
