package io.plenum.sfu.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.sfu.Source;
import io.plenum.sfu.loop.Scene.Guest;
import io.plenum.sfu.trace.TraceFile;
import io.plenum.sfu.trace.TraceParse;
import io.plenum.sfu.trace.TraceRecord;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** One room on two loops, over real sockets. */
class SplitOverLoopsTest {
  private static final int PEOPLE = 40;
  private static final String ROOM = "room";

  @Test
  void fortyPeopleOnTwoLoops_seeAndHearWhoSpeaks() throws Exception {
    try (Scene scene = Scene.splitting(2, PEOPLE, PEOPLE / 2)) {
      List<Guest> guests = new ArrayList<>();
      for (int i = 0; i < PEOPLE; i++) {
        guests.add(enter(scene, "guest " + i));
      }
      Scene.eventually("all are counted", () -> scene.participants() == PEOPLE);
      assertThat(scene.server.snapshot().loops())
          .extracting(LoopSnapshot::participants)
          .containsExactly(PEOPLE / 2, PEOPLE / 2);
      Scene.eventually("both ends are open", () -> links(scene) == 2);
      List<Guest> speakers = List.of(guests.get(3), guests.get(PEOPLE - 2), guests.get(PEOPLE - 1));
      speakers.forEach(guest -> guest.client.speak());
      for (Guest listener : guests) {
        for (Guest speaker : speakers) {
          if (speaker != listener) {
            listener.receives(speaker, 3);
          }
        }
      }
      Guest here = guests.get(0);
      Guest there = speakers.getLast();
      there.allow(Source.CAMERA);
      Scene.eventually("nothing of a mute crosses", () -> silent(here, there));
      there.allow(Source.CAMERA, Source.MICROPHONE);
      here.receives(there, 3);

      List<byte[]> traces = scene.server.trace(ROOM, 0).get(10, TimeUnit.SECONDS);
      assertThat(traces).hasSize(2);
      assertThat(joined(traces)).hasSize(PEOPLE).contains("guest 0", "guest " + (PEOPLE - 1));
      assertThat(scene.server.trace("nowhere", 0).get(10, TimeUnit.SECONDS)).isEmpty();

      there.leave();
      Scene.eventually("the slot is empty", () -> !here.shows("guest " + (PEOPLE - 1)));
      here.receives(speakers.get(1), 3);
      Scene.eventually(
          "packets are counted",
          () ->
              scene.server.snapshot().loops().stream()
                  .allMatch(loop -> loop.relayedIn() > 0 && loop.relayedOut() > 0));
      assertThat(scene.rejected("fault")).isZero();
      assertThat(scene.server.snapshot().loops())
          .allMatch(loop -> loop.relayDroppedAudio() + loop.relayDroppedVideo() == 0);
      scene.server.close(ROOM);
      Scene.eventually("both shards are closed", () -> scene.rooms() == 0 && links(scene) == 0);
    }
  }

  @Test
  @Tag("S-4")
  void thoseOnTheOtherLoopPlayOn_whenALoopEnds_andTheOthersComeBack() throws Exception {
    try (Scene scene = Scene.splitting(2, 10, 2)) {
      List<Guest> guests = scene.meet(ROOM, "alice", "bob", "carol", "dave");
      Scene.eventually("alice and bob here, carol and dave there", () -> links(scene) == 2);
      scene.breakLoop(0);
      Guest carol = guests.get(2);
      Guest dave = guests.get(3);
      Scene.eventually("alice is told", () -> guests.get(0).lost.get() == 1);
      Scene.eventually("her slots are empty", () -> !carol.shows("alice") && !carol.shows("bob"));
      carol.receives(dave, 5);
      dave.receives(carol, 5);
      assertThat(carol.lost).hasValue(0);

      Guest again = scene.enter(ROOM, "alice");
      carol.receives(again, 3);
      again.receives(carol, 3);
    }
  }

  @Test
  void isFull_overBothLoops() throws Exception {
    try (Scene scene = Scene.splitting(2, 3, 2)) {
      scene.meet(ROOM, "alice", "bob", "carol");
      assertThatThrownBy(() -> enter(scene, "dave"))
          .isInstanceOf(ExecutionException.class)
          .hasCauseInstanceOf(MediaOverloadedException.class)
          .hasMessageContaining("full");
      Guest again = scene.enter(ROOM, "carol");
      again.receives(scene.enter(ROOM, "bob"), 3);
    }
  }

  @Test
  void aShardIsClosed_whenItsLastHasLeft_homeToo() throws Exception {
    try (Scene scene = Scene.splitting(2, 10, 1)) {
      List<Guest> guests = scene.meet(ROOM, "alice", "bob");
      Scene.eventually("it is split", () -> links(scene) == 2);
      guests.get(0).leave();
      Scene.eventually("one shard is left", () -> scene.rooms() == 1 && links(scene) == 0);
      Guest carol = scene.enter(ROOM, "carol");
      carol.receives(guests.get(1), 3);
      guests.get(1).receives(carol, 3);
    }
  }

  /** Whose coming in is in the file of these. */
  private static Set<String> joined(List<byte[]> traces) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    traces.forEach(file::writeBytes);
    TraceParse.Parsed parsed = (TraceParse.Parsed) TraceFile.parse(file.toByteArray());
    assertThat(parsed.shards()).hasSize(traces.size());
    Set<String> names = new HashSet<>();
    for (TraceFile shard : parsed.shards()) {
      for (TraceRecord record : shard.records()) {
        if (record.what() instanceof TraceRecord.Joined(String name)) {
          assertThat(names.add(name)).as("%s, once", name).isTrue();
        }
      }
    }
    return names;
  }

  private static int links(Scene scene) {
    return scene.server.snapshot().loops().stream().mapToInt(LoopSnapshot::links).sum();
  }

  /** Whether nothing of {@code speaker}'s voice comes for a while. */
  private static boolean silent(Guest listener, Guest speaker) {
    int before = listener.heard(speaker);
    try {
      TimeUnit.MILLISECONDS.sleep(200);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    return listener.heard(speaker) == before;
  }

  private static Guest enter(Scene scene, String name) throws Exception {
    Guest guest = scene.arrive(ROOM, name);
    guest.client.connect(guest.answer());
    return guest;
  }
}
