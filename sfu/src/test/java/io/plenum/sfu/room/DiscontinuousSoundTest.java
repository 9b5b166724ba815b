package io.plenum.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.sfu.speaker.Loudness;
import io.plenum.testkit.LinkConditions;
import io.plenum.testkit.ReceivedSlot;
import io.plenum.testkit.ScriptedPeer;
import io.plenum.testkit.SimulatedRoom;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Voices with discontinuous transmission (RFC 7587, section 3.1.3): in a silence timestamps go on
 * and numbers do not, and a packet of comfort noise comes every 400 ms.
 */
class DiscontinuousSoundTest {
  private static final LinkConditions LINK = LinkConditions.good(25);
  private static final long MS = 1_000_000L;
  private static final long IN_TIME_NS = 60 * MS;
  private static final int SILENT = 127;

  /** Whether the speaker sends, and the listener takes, redundancy (RFC 2198). */
  @ParameterizedTest
  @CsvSource({"false, false", "true, true", "true, false"})
  void silencesLastAsLongAtTheListener_andLeaveNoHoles(boolean sends, boolean takes) {
    SimulatedRoom room = new SimulatedRoom(1, 1, 1);
    ScriptedPeer ada = room.join("ada", LINK, LINK, sends, false);
    ScriptedPeer listener = room.join("listener", LINK, LINK, false, takes);
    ReceivedSlot slot = listener.slot("a0");
    speak(ada);
    room.run(3_000);
    slot.forgetSkews();
    for (int i = 0; i < 3; i++) {
      fallSilent(ada);
      int before = slot.packets();
      room.run(5_000);
      assertThat(slot.packets() - before).as("packets of 5 s of silence").isBetween(12, 16);
      speak(ada);
      room.run(2_000);
    }
    int last = ada.voice().packets() - 1;
    room.run(100);

    assertThat(slot.sound().inTime(ada.number(), 0, last, IN_TIME_NS)).isGreaterThan(last - 20);
    assertThat(slot.sound().silences()).isGreaterThanOrEqualTo(3);
    assertThat(slot.skipped(ada.number())).isZero();
    assertThat(slot.holes()).isZero();
    assertThat(slot.faults()).isEmpty();
    assertThat(Collections.max(slot.skewsNs()) - Collections.min(slot.skewsNs()))
        .as("how far packets are from when they were spoken")
        .isLessThan(MS);
    assertThat(slot.sound().misdated()).isZero();
  }

  @Test
  void copiesReachOverNoSilence_butTheRestOfTheWordsIsMended() {
    SimulatedRoom room = new SimulatedRoom(2, 1, 1);
    LinkConditions losing = new LinkConditions(25 * MS, 0, 0.1, 1.1, 0, 0, 0, 0, 0);
    ScriptedPeer ada = room.join("ada", LINK, LINK, true, false);
    ScriptedPeer listener = room.join("listener", LINK, losing, false, true);
    ReceivedSlot slot = listener.slot("a0");
    speak(ada);
    room.run(5_000);
    int first = ada.voice().packets();
    for (int i = 0; i < 40; i++) {
      fallSilent(ada);
      room.run(350 + 10 * i);
      speak(ada);
      room.run(600);
    }
    int last = ada.voice().packets() - 1;
    room.run(500);

    long heard = slot.sound().inTime(ada.number(), first, last, 3 * IN_TIME_NS);
    assertThat(slot.sound().copies()).isGreaterThan(1_000);
    assertThat(slot.sound().misdated()).as("copies with another age than their sound").isZero();
    assertThat(slot.faults()).isEmpty();
    assertThat(heard / (last - first + 1.0)).isGreaterThan(0.96);
  }

  @Test
  void nothingIsAskedForAgain_whereTimeIsLeftOut() {
    SimulatedRoom room = new SimulatedRoom(3, 1, 1);
    ScriptedPeer ada = room.join("ada", session -> session.repairingSound(), LINK);
    ScriptedPeer listener = room.join("listener", session -> session.repairingSound(), LINK);
    for (int i = 0; i < 5; i++) {
      speak(ada);
      room.run(1_000);
      fallSilent(ada);
      room.run(3_000);
    }
    assertThat(ada.nacks()).isZero();
    assertThat(listener.slot("a0").holes()).isZero();
    assertThat(listener.slot("a0").packets()).isGreaterThan(250);
  }

  @Test
  void whoFellSilentIsNotTheSpeaker_onceSomebodyElseSpeaks() {
    SimulatedRoom room = new SimulatedRoom(4, 2, 2);
    ScriptedPeer ada = room.join("ada", LINK);
    ScriptedPeer bob = room.join("bob", LINK);
    room.join("listener", LINK);
    fallSilent(bob);
    speak(ada);
    room.run(3_000);
    assertThat(room.speakers()).containsExactly(new ParticipantId("ada"));
    fallSilent(ada);
    room.run(2_000);
    Loudness silent = room.participant("ada").publisher().track(Source.MICROPHONE).loudness();
    assertThat(silent.audible(room.clock().nowNs(), 1_500 * MS)).isFalse();
    assertThat(silent.levelDb(room.clock().nowNs())).isLessThan(Loudness.AUDIBLE_DB);

    speak(bob);
    room.run(1_000);

    assertThat(room.speakers()).containsExactlyElementsOf(List.of(id("ada"), id("bob")));
  }

  @Test
  void aSlotBeginsRight_whenItGoesFromWhoFellSilentToWhoSpeaks() {
    SimulatedRoom room = new SimulatedRoom(5, 1, 1);
    ScriptedPeer listener = room.join("listener", LINK);
    ScriptedPeer ada = room.join("ada", LINK);
    ScriptedPeer bob = room.join("bob", LINK);
    ReceivedSlot slot = listener.slot("a0");
    ScriptedPeer[] both = {ada, bob};
    fallSilent(bob);
    speak(ada);
    room.run(3_000);
    for (int turn = 1; turn <= 6; turn++) {
      ScriptedPeer next = both[turn % 2];
      fallSilent(both[(turn + 1) % 2]);
      room.run(3_000);
      int first = next.voice().packets();
      slot.forgetSkews();
      speak(next);
      room.run(4_000);
      int last = next.voice().packets() - 1;
      room.run(100);

      // Who is heard is looked at every 100 ms, and is to be audible by then.
      assertThat(slot.sound().inTime(next.number(), first + 15, last, IN_TIME_NS))
          .as("turn %d", turn)
          .isEqualTo(last - first - 14);
      assertThat(Collections.max(slot.skewsNs()) - Collections.min(slot.skewsNs()))
          .as("turn %d: how far packets are from when they were spoken", turn)
          .isLessThan(MS);
    }
    assertThat(slot.holes()).isZero();
    assertThat(slot.faults()).isEmpty();
    assertThat(room.slots("listener")).containsEntry("a0", "ada MICROPHONE");
  }

  private static ParticipantId id(String name) {
    return new ParticipantId(name);
  }

  private static void speak(ScriptedPeer who) {
    who.voice().silent(false);
    who.voice(true, 20);
  }

  private static void fallSilent(ScriptedPeer who) {
    who.voice().silent(true);
    who.voice(true, SILENT);
  }
}
