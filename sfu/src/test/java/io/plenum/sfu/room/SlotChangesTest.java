package io.plenum.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.sfu.publish.PublishedStream;
import io.plenum.sfu.publish.PublishedTrack;
import io.plenum.testkit.LinkConditions;
import io.plenum.testkit.ReceivedSlot;
import io.plenum.testkit.ScriptedPeer;
import io.plenum.testkit.SimulatedRoom;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** People come, speak, mute, share and go; slots follow. */
class SlotChangesTest {
  private static final LinkConditions LINK = LinkConditions.good(20);

  @Test
  void firstTwoSeeOnlyOneSlotChange_whenAThirdJoins() {
    SimulatedRoom simulation = new SimulatedRoom(1, 4, 9);
    ScriptedPeer alice = talking(simulation, "alice");
    talking(simulation, "bob");
    simulation.run(2_000);
    Map<String, String> before = simulation.slots("alice");
    int changes = simulation.slotChanges("alice");

    ScriptedPeer carol = talking(simulation, "carol");
    simulation.run(2_000);

    assertThat(simulation.slotChanges("alice")).isEqualTo(changes + 1);
    assertThat(simulation.slots("alice"))
        .containsAllEntriesOf(before)
        .containsEntry("a1", "carol MICROPHONE")
        .containsEntry("v1", "carol CAMERA")
        .hasSize(4);
    assertThat(alice.slot("v1").complete(carol.number())).isGreaterThan(50);
    assertThat(alice.slot("v0").discontinuities()).isEmpty();
    assertThat(simulation.slots("carol")).hasSize(4);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void oneStreamAndOneClock_overChangesOfSpeaker(long seed) {
    SimulatedRoom simulation = new SimulatedRoom(seed, 1, 1);
    LinkConditions link = LinkConditions.bad(40, 0);
    ScriptedPeer listener = simulation.join("listener", link);
    ScriptedPeer alice = simulation.join("alice", link);
    ScriptedPeer bob = simulation.join("bob", link);
    ScriptedPeer[] speakers = {alice, bob};
    for (ScriptedPeer speaker : speakers) {
      speaker.camera(true);
    }
    for (int turn = 0; turn < 8; turn++) {
      speakers[turn % 2].voice(true, 20);
      speakers[1 - turn % 2].voice(true, 127);
      simulation.run(5_000);
      if (turn == 1) {
        // From here on every clock has been told.
        listener.slot("v0").forgetSkews();
        listener.slot("a0").forgetSkews();
      }
    }

    ReceivedSlot video = listener.slot("v0");
    assertThat(video.complete(alice.number())).as("%s", simulation).isGreaterThan(300);
    assertThat(video.complete(bob.number())).as("%s", simulation).isGreaterThan(300);
    assertThat(video.faults()).as("%s", simulation).isEmpty();
    assertThat(video.discontinuities()).as("%s", simulation).isEmpty();
    assertThat(listener.slot("a0").faults()).as("%s", simulation).isEmpty();
    assertThat(spreadNs(video)).as("video of %s", simulation).isLessThan(8_000_000L);
    assertThat(spreadNs(listener.slot("a0"))).as("audio of %s", simulation).isLessThan(8_000_000L);
    long lipsNs = median(video.skewsNs()) - median(listener.slot("a0").skewsNs());
    assertThat(Math.abs(lipsNs)).as("lips of %s", simulation).isLessThan(5_000_000L);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void lipsAndVoiceStayInStep_whenWhoUnmutesMovesIntoAPair(long seed) {
    SimulatedRoom simulation = new SimulatedRoom(seed, 2, 4);
    LinkConditions link = LinkConditions.bad(40, 0);
    ScriptedPeer listener = simulation.join("listener", link);
    for (String name : List.of("quiet", "ada", "bob")) {
      ScriptedPeer peer = simulation.join(name, link, EnumSet.of(Source.CAMERA));
      peer.camera(true);
      peer.voice(true, 20);
    }
    simulation.run(8_000);
    assertThat(simulation.slots("listener")).doesNotContainValue("bob MICROPHONE");

    for (String speaker : List.of("bob", "ada", "bob")) {
      for (String name : List.of("ada", "bob")) {
        simulation.sources(
            name,
            name.equals(speaker)
                ? EnumSet.of(Source.MICROPHONE, Source.CAMERA)
                : EnumSet.of(Source.CAMERA));
      }
      simulation.run(2_000);
      ReceivedSlot sound = listener.slot(slotOf(simulation, speaker + " MICROPHONE"));
      ReceivedSlot picture = listener.slot(slotOf(simulation, speaker + " CAMERA"));
      sound.forgetSkews();
      picture.forgetSkews();
      simulation.run(5_000);

      long lipsNs = median(picture.skewsNs()) - median(sound.skewsNs());
      assertThat(Math.abs(lipsNs)).as("%s in %s", speaker, simulation).isLessThan(5_000_000L);
      assertThat(sound.faults()).as("%s", simulation).isEmpty();
      assertThat(picture.faults()).as("%s", simulation).isEmpty();
    }
  }

  private static String slotOf(SimulatedRoom simulation, String meaning) {
    return simulation.slots("listener").entrySet().stream()
        .filter(slot -> slot.getValue().equals(meaning))
        .map(Map.Entry::getKey)
        .findFirst()
        .orElseThrow();
  }

  private static long spreadNs(ReceivedSlot slot) {
    return Collections.max(slot.skewsNs()) - Collections.min(slot.skewsNs());
  }

  private static long median(List<Long> values) {
    return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
  }

  @Test
  void nothingIsForwarded_whileTheSourceIsMuted() {
    SimulatedRoom simulation = new SimulatedRoom(5, 4, 9);
    ScriptedPeer alice = talking(simulation, "alice");
    ScriptedPeer bob = talking(simulation, "bob");
    simulation.run(2_000);

    simulation.sources("alice", EnumSet.of(Source.CAMERA));
    simulation.run(100);
    int heard = bob.slot("a0").packets();
    int seen = bob.slot("v0").packets();
    simulation.run(2_000);
    assertThat(bob.slot("a0").packets()).isEqualTo(heard);
    assertThat(bob.slot("v0").packets()).isGreaterThan(seen);
    assertThat(simulation.slots("bob")).containsEntry("a0", "alice MICROPHONE");

    simulation.sources("alice", Set.of());
    simulation.run(100);
    seen = bob.slot("v0").packets();
    bob.nack("v0", List.of(0, 1, 2, 3));
    simulation.run(2_000);
    assertThat(bob.slot("v0").packets()).isEqualTo(seen);

    simulation.sources("alice", EnumSet.of(Source.MICROPHONE, Source.CAMERA));
    simulation.run(2_000);
    assertThat(bob.slot("a0").packets()).isGreaterThan(heard + 80);
    assertThat(bob.slot("v0").packets()).isGreaterThan(seen);
    assertThat(bob.slot("v0").discontinuities()).isEmpty();
    assertThat(bob.slot("v0").faults()).isEmpty();
    assertThat(alice.camera().keyframes()).isGreaterThan(1);
  }

  @Test
  void aScreenComesAndGoes_besideTheCamera() {
    SimulatedRoom simulation = new SimulatedRoom(6, 4, 9);
    ScriptedPeer alice = talking(simulation, "alice");
    ScriptedPeer bob = talking(simulation, "bob");
    simulation.run(1_000);
    alice.screen(true);
    simulation.sources("alice", EnumSet.of(Source.MICROPHONE, Source.CAMERA, Source.SCREEN));
    simulation.run(2_000);
    assertThat(simulation.slots("bob"))
        .containsEntry("v0", "alice CAMERA")
        .containsEntry("v1", "alice SCREEN");
    assertThat(bob.slot("v1").complete(alice.number())).isGreaterThan(20);

    simulation.sources("alice", EnumSet.of(Source.MICROPHONE, Source.CAMERA));
    simulation.run(1_000);
    assertThat(simulation.slots("bob")).doesNotContainKey("v1").containsKey("v0");
  }

  @Test
  void everythingIsFreed_whenAPublisherLeaves() {
    SimulatedRoom simulation = new SimulatedRoom(7, 4, 9);
    ScriptedPeer alice = talking(simulation, "alice");
    ScriptedPeer bob = talking(simulation, "bob");
    simulation.run(2_000);
    PublishedTrack camera = simulation.participant("alice").publisher().track(Source.CAMERA);
    PublishedStream stream = camera.encoding(0);
    assertThat(stream.cache().allocatedBytes()).isPositive();

    simulation.leave("alice");
    simulation.run(100);
    int seen = bob.slot("v0").packets();
    bob.nack("v0", List.of(0, 1, 2, 3));
    simulation.run(3_000);

    assertThat(stream.cache().allocatedBytes()).isZero();
    assertThat(simulation.slots("bob")).isEmpty();
    assertThat(bob.slot("v0").packets()).isEqualTo(seen);
    assertThat(simulation.room().participants()).hasSize(1);
    assertThat(alice.camera().frames()).isPositive();

    simulation.leave("bob");
    assertThat(simulation.room().nextDeadlineNs()).isEqualTo(Long.MAX_VALUE);
  }

  @Test
  void speakerIsAnnounced_onceForEachChange() {
    SimulatedRoom simulation = new SimulatedRoom(8, 4, 9);
    ScriptedPeer alice = simulation.join("alice", LINK);
    ScriptedPeer bob = simulation.join("bob", LINK);
    alice.voice(true, 20);
    bob.voice(true, 127);
    simulation.run(3_000);
    alice.voice(true, 127);
    bob.voice(true, 20);
    simulation.run(3_000);
    simulation.leave("bob");

    assertThat(simulation.speakers())
        .containsExactly(new ParticipantId("alice"), new ParticipantId("bob"), null);
  }

  private static ScriptedPeer talking(SimulatedRoom simulation, String name) {
    ScriptedPeer peer = simulation.join(name, LINK);
    peer.camera(true);
    peer.voice(true, 30);
    return peer;
  }
}
