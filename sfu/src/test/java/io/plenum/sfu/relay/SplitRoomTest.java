package io.plenum.sfu.relay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.plenum.sfu.ParticipantId;
import io.plenum.sfu.Source;
import io.plenum.sfu.quality.Spell;
import io.plenum.sfu.replay.Outcome;
import io.plenum.sfu.replay.Replay;
import io.plenum.sfu.trace.TraceFile;
import io.plenum.sfu.trace.TraceParse;
import io.plenum.testkit.Crowd;
import io.plenum.testkit.CrowdMember;
import io.plenum.testkit.SplitRoom;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A room in shards, in virtual time: the same is seen and heard as in one that is whole. */
class SplitRoomTest {
  private static final int LIMIT = 60;
  private static final int PEOPLE = 18;
  private static final int AUDIO_SLOTS = 4;
  private static final int VIDEO_SLOTS = 7;
  private static final int STEPS = 25;

  /** Apart enough from the margins of who is heard and who speaks, 10 and 3 dB: no close calls. */
  private static final int[] LEVELS = {20, 25, 43};

  /** Longer than any pause that decides who is heard; and 10 s, after which one is forgotten. */
  private static final long SETTLE_MS = 3_000;

  private static final long MEASURE_MS = 1_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void everybodySeesAndHearsTheSame_asInOneRoom(long seed) {
    SplitRoom split = new SplitRoom(seed, LIMIT, 2 + (int) (seed % 2));
    List<Crowd> both = List.of(new Crowd(seed, LIMIT), new Crowd(seed, split));
    both.forEach(crowd -> crowd.run(100));
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < PEOPLE; i++) {
      enter(both);
    }
    for (int step = 0; step < STEPS; step++) {
      act(both, random);
      both.forEach(crowd -> crowd.run(SETTLE_MS));
      compare("seed " + seed + ", step " + step, both);
      assertThat(split.room(0).speaker()).isEqualTo(both.getFirst().room().speaker());
      assertThat(split.room(1).speaker()).isEqualTo(both.getFirst().room().speaker());
    }
    assertThat(split.counters().droppedSound + split.counters().droppedPictures).isZero();
  }

  private static void enter(List<Crowd> both) {
    both.forEach(crowd -> crowd.join(AUDIO_SLOTS, VIDEO_SLOTS));
    both.forEach(crowd -> crowd.run(20));
  }

  private static void act(List<Crowd> both, SplittableRandom random) {
    int people = both.getFirst().members().size();
    int who = random.nextInt(people);
    int what = random.nextInt(10);
    int level = LEVELS[random.nextInt(LEVELS.length)];
    int first = random.nextInt(people - 5);
    for (Crowd crowd : both) {
      CrowdMember member = crowd.members().get(who);
      switch (what) {
        case 0, 1, 2 -> member.speak(level);
        case 3 -> member.fallSilent();
        case 4, 5 -> member.camera(true);
        case 6 -> crowd.view(member, crowd.members().subList(first, first + 5));
        case 7 -> crowd.allow(member, EnumSet.of(Source.CAMERA));
        case 8 -> crowd.allow(member, EnumSet.of(Source.CAMERA, Source.MICROPHONE));
        default -> {
          crowd.leave(member);
          crowd.run(20);
        }
      }
    }
    if (what == 9) {
      enter(both);
    }
  }

  private static void compare(String when, List<Crowd> both) {
    List<List<CrowdMember>> members = both.stream().map(Crowd::members).toList();
    List<long[]> before = members.stream().map(SplitRoomTest::received).toList();
    both.forEach(crowd -> crowd.run(MEASURE_MS));
    List<long[]> after = members.stream().map(SplitRoomTest::received).toList();
    for (int i = 0; i < members.get(0).size(); i++) {
      CrowdMember whole = members.get(0).get(i);
      String what = when + ", " + whole.id();
      assertThat(members.get(1).get(i).shows()).as(what).isEqualTo(whole.shows());
      for (int kind = 0; kind < 2; kind++) {
        int at = 2 * i + kind;
        assertThat(after.get(1)[at] - before.get(1)[at])
            .as("%s: %s", what, kind == 0 ? "sounds" : "pictures")
            .isCloseTo(after.get(0)[at] - before.get(0)[at], within(8L));
      }
    }
  }

  private static long[] received(List<CrowdMember> members) {
    long[] counts = new long[2 * members.size()];
    for (int i = 0; i < members.size(); i++) {
      counts[2 * i] = members.get(i).soundReceived();
      counts[2 * i + 1] = members.get(i).picturesReceived();
    }
    return counts;
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void everybodySeesAndHearsTheSame_afterMessagesWereLostAndLateAndTwice(long seed) {
    SplitRoom split = new SplitRoom(seed, LIMIT, 3);
    Crowd crowd = new Crowd(seed, split);
    crowd.join(9, AUDIO_SLOTS, VIDEO_SLOTS);
    List<CrowdMember> members = crowd.members();
    for (CrowdMember member : members) {
      crowd.view(member, members.subList(0, 4));
    }
    for (int i = 0; i < 4; i++) {
      members.get(i).speak(20 + 5 * i);
      members.get(i).camera(true);
    }
    SplittableRandom random = new SplittableRandom(seed);
    split.disturb(0.2, 0.3, 0.3);
    for (int i = 0; i < 20; i++) {
      CrowdMember any = members.get(4 + random.nextInt(members.size() - 4));
      crowd.allow(any, i % 2 == 0 ? Set.of() : EnumSet.of(Source.CAMERA, Source.MICROPHONE));
      crowd.run(300);
    }
    CrowdMember last = members.get(8);
    crowd.leave(last);
    crowd.run(100);
    split.disturb(0, 0, 0);
    crowd.run(6_000);
    assertThat(split.counters().opened).as("links were closed and opened anew").isGreaterThan(6);
    for (int shard = 0; shard < 3; shard++) {
      assertThat(split.links(shard)).isEqualTo(2);
    }
    long[] before = received(members);
    crowd.run(MEASURE_MS);
    long[] after = received(members);
    for (int i = 0; i < members.size(); i++) {
      int others = i < 4 ? 3 : 4;
      CrowdMember member = members.get(i);
      assertThat(member.shows())
          .as("%s", member.id())
          .doesNotContain(last.id() + " CAMERA", last.id() + " MICROPHONE");
      for (int spoke = 0; spoke < 4; spoke++) {
        if (spoke != i) {
          assertThat(member.shows()).contains("p" + spoke + " CAMERA", "p" + spoke + " MICROPHONE");
        }
      }
      assertThat(after[2 * i] - before[2 * i]).isCloseTo(50L * others, within(8L));
      assertThat(after[2 * i + 1] - before[2 * i + 1]).isCloseTo(10L * others, within(8L));
    }
  }

  @Test
  @Tag("S-4")
  void theOthersPlayOn_whenALoopEnds() {
    SplitRoom split = new SplitRoom(1, LIMIT, 3);
    Crowd crowd = new Crowd(1, split);
    crowd.join(9, AUDIO_SLOTS, VIDEO_SLOTS);
    List<CrowdMember> members = List.copyOf(crowd.members());
    members.forEach(member -> member.camera(true));
    members.get(0).speak(20);
    crowd.run(2_000);
    assertThat(split.room(2).speaker()).isEqualTo(members.get(0).id());
    split.end(0);
    for (int i = 0; i < members.size(); i += 3) {
      crowd.members().remove(members.get(i));
    }
    members.get(1).speak(20);
    crowd.run(2_000);
    ParticipantId speaks = members.get(1).id();
    assertThat(split.room(1).speaker()).as("home is the next shard").isEqualTo(speaks);
    assertThat(split.room(2).speaker()).isEqualTo(speaks);
    assertThat(members.get(2).shows())
        .contains("p1 CAMERA", "p1 MICROPHONE", "p4 CAMERA")
        .doesNotContain("p0 CAMERA", "p0 MICROPHONE", "p3 CAMERA");
    long pictures = members.get(2).picturesReceived();
    crowd.run(1_000);
    assertThat(members.get(2).picturesReceived() - pictures).isCloseTo(50L, within(5L));
  }

  @Test
  @Tag("S-4")
  void aFaultCostsWhatItsSenderPublishesThere_andNeitherTheLinkNorAnybodyElse() {
    SplitRoom split = new SplitRoom(1, LIMIT, 2);
    Crowd crowd = new Crowd(1, split);
    crowd.join(5, AUDIO_SLOTS, VIDEO_SLOTS);
    CrowdMember alice = crowd.members().get(0);
    CrowdMember bob = crowd.members().get(1);
    CrowdMember carol = crowd.members().get(2);
    CrowdMember dave = crowd.members().get(3);
    alice.camera(true);
    carol.camera(true);
    crowd.run(2_000);
    long opened = split.counters().opened;
    crowd.run(1_000);
    bob.breakOnce(); // nothing but pictures is on its way to him
    long before = dave.picturesReceived();
    crowd.run(1_000);
    assertThat(split.faults()).isEqualTo(1);
    assertThat(split.counters().opened).as("the link stands").isEqualTo(opened);
    assertThat(dave.picturesReceived() - before)
        .as("one of two waited for a keyframe")
        .isBetween(15L, 20L);
    before = bob.picturesReceived();
    crowd.run(1_000);
    assertThat(bob.shows()).contains("p0 CAMERA", "p2 CAMERA");
    assertThat(bob.picturesReceived() - before).isCloseTo(20L, within(2L));
    crowd.view(bob, List.of(carol));
    crowd.view(dave, List.of(carol));
    crowd.run(2_000);
    long crossed = split.counters().packetsOut;
    crowd.run(1_000);
    assertThat(split.counters().packetsOut - crossed)
        .as("what was watched before is forgotten: who is shown nowhere does not cross")
        .isCloseTo(alice.shows().isEmpty() ? 10L : 20L, within(1L));
  }

  @Test
  void itIsSaidHowOthersSawThem_whenTheyAreAtAnotherShard() {
    SplitRoom split = new SplitRoom(1, LIMIT, 2);
    Crowd crowd = new Crowd(1, split);
    CrowdMember alice = crowd.join(AUDIO_SLOTS, VIDEO_SLOTS);
    CrowdMember bob = crowd.join(AUDIO_SLOTS, VIDEO_SLOTS);
    crowd.join(2, AUDIO_SLOTS, 0);
    alice.speak(20);
    alice.camera(true);
    crowd.run(6_000);
    alice.loseEvery(5);
    crowd.run(8_000);
    assertThat(split.troubles())
        .extracting(Spell::text)
        .contains("your uplink lost 20 %, others saw you at 180p");
    split.troubles().clear();
    alice.loseEvery(0);
    crowd.run(10_000);
    crowd.leave(bob);
    crowd.run(3_000);
    split.troubles().clear();
    alice.loseEvery(5);
    crowd.run(8_000);
    assertThat(split.troubles())
        .extracting(Spell::text)
        .as("nobody saw them")
        .isNotEmpty()
        .allMatch(text -> text.matches("your uplink lost \\d+ %"));
  }

  @Test
  void whoSpeaksIsSaidByHome_alsoWhileAnotherLinkIsDown() {
    SplitRoom split = new SplitRoom(1, LIMIT, 3);
    Crowd crowd = new Crowd(1, split);
    crowd.join(6, AUDIO_SLOTS, VIDEO_SLOTS);
    CrowdMember bob = crowd.members().get(1);
    bob.speak(20);
    crowd.run(2_000);
    assertThat(split.room(2).speaker()).isEqualTo(bob.id());
    split.cut(1, 2);
    crowd.run(4_000);
    assertThat(split.links(2)).isEqualTo(1);
    assertThat(split.room(2).speaker()).isEqualTo(bob.id());
    split.cut();
    crowd.run(4_000);
    assertThat(split.links(2)).isEqualTo(2);
    assertThat(split.room(2).speaker()).isEqualTo(bob.id());
    crowd.leave(bob);
    crowd.run(1_000);
    assertThat(split.room(2).speaker()).as("home says so").isNull();
  }

  @Test
  void theLoudestOfAShardCrosses_howeverManyMicrophonesAreNoisyThere() {
    SplitRoom split = new SplitRoom(1, LIMIT, 2);
    Crowd crowd = new Crowd(1, split);
    crowd.join(26, AUDIO_SLOTS, 1);
    List<CrowdMember> there = crowd.members().stream().filter(member -> !even(member)).toList();
    there.subList(0, 12).forEach(member -> member.speak(30));
    crowd.run(5_000);
    CrowdMember last = there.get(12);
    last.speak(24);
    crowd.run(3_000);
    assertThat(split.room(0).speaker()).as("of those at the other shard").isEqualTo(last.id());
  }

  @Test
  @Tag("S-4")
  void aLinkIsOpenedAnew_whenTheReaderHasStalled() {
    SplitRoom split = new SplitRoom(1, LIMIT, 2);
    Crowd crowd = new Crowd(1, split);
    crowd.join(4, AUDIO_SLOTS, VIDEO_SLOTS);
    CrowdMember alice = crowd.members().get(0);
    CrowdMember carol = crowd.members().get(2);
    alice.camera(true);
    alice.speak(20);
    crowd.run(2_000);
    assertThat(carol.shows()).hasSize(6);
    split.stall(1, true);
    crowd.run(1_400);
    assertThat(carol.shows()).as("a stall is borne for a while").hasSize(6);
    crowd.run(30_000);
    assertThat(carol.shows()).containsExactly("p0 CAMERA", "p0 MICROPHONE");
    split.stall(1, false);
    crowd.run(3_000);
    CrowdMember bob = crowd.members().get(1);
    long pictures = bob.picturesReceived();
    long sounds = bob.soundReceived();
    crowd.run(1_000);
    assertThat(carol.shows()).hasSize(6);
    assertThat(bob.picturesReceived() - pictures).isCloseTo(10L, within(2L));
    assertThat(bob.soundReceived() - sounds).isCloseTo(50L, within(2L));
  }

  @Test
  void picturesAreRefusedFirst_andSoundWhenTheRingIsFull() {
    SplitRoom split = new SplitRoom(1, LIMIT, 2);
    Crowd crowd = new Crowd(1, split);
    crowd.join(40, 0, 20);
    List<CrowdMember> here = crowd.members().stream().filter(SplitRoomTest::even).toList();
    here.forEach(member -> member.camera(true));
    here.forEach(member -> member.speak(20));
    crowd.members().forEach(member -> crowd.view(member, here));
    crowd.run(2_000);
    split.stall(1, true);
    crowd.run(1_450); // of 200 pictures and 400 sounds in a second
    split.stall(1, false);
    assertThat(split.counters().droppedSound).isZero();
    assertThat(split.counters().droppedPictures).isPositive();
    crowd.run(2_000);
    CrowdMember bob = crowd.members().get(1);
    long pictures = bob.picturesReceived();
    crowd.run(1_000);
    assertThat(bob.picturesReceived() - pictures).as("all go on").isCloseTo(200L, within(8L));
    assertThat(split.links(0)).isEqualTo(1);
  }

  private static boolean even(CrowdMember member) {
    return Integer.parseInt(member.id().value().substring(1)) % 2 == 0;
  }

  @Test
  void eachShardsTraceIsReplayedAlike() {
    SplitRoom split = new SplitRoom(1, LIMIT, 2);
    Crowd crowd = new Crowd(1, split);
    crowd.join(6, AUDIO_SLOTS, VIDEO_SLOTS);
    crowd.members().forEach(member -> member.camera(true));
    crowd.members().forEach(member -> member.speak(20));
    crowd.run(6_000);
    crowd.allow(crowd.members().get(0), Set.of());
    crowd.leave(crowd.members().get(1));
    crowd.run(2_000);
    for (int shard = 0; shard < 2; shard++) {
      byte[] taken = split.room(shard).trace().take(crowd.nowNs(), 1_000_000_000_000L);
      assertThat(TraceFile.parse(taken)).isInstanceOf(TraceParse.Parsed.class);
      TraceFile file = ((TraceParse.Parsed) TraceFile.parse(taken)).file();
      List<Outcome> outcomes = Replay.of(file);
      assertThat(outcomes)
          .extracting(Outcome::name)
          .containsExactlyInAnyOrderElementsOf(
              shard == 0 ? List.of("p0", "p2", "p4") : List.of("p1", "p3", "p5"));
      for (Outcome outcome : outcomes) {
        assertThat(outcome.difference()).as(outcome.name()).isEmpty();
        assertThat(outcome.limit()).as(outcome.name()).isEmpty();
        assertThat(outcome.compared()).as(outcome.name()).isGreaterThan(500);
      }
    }
  }

  @Test
  void nothingCrosses_thatNobodyThereIsShown() {
    SplitRoom split = new SplitRoom(1, LIMIT, 2);
    Crowd crowd = new Crowd(1, split);
    CrowdMember alice = crowd.join(AUDIO_SLOTS, 1);
    CrowdMember bob = crowd.join(AUDIO_SLOTS, 1);
    CrowdMember carol = crowd.join(AUDIO_SLOTS, 1);
    alice.camera(true);
    carol.camera(true);
    crowd.view(bob, List.of(alice));
    crowd.run(2_000);
    long crossed = split.counters().packetsOut;
    crowd.run(1_000);
    assertThat(split.counters().packetsOut - crossed).as("one of two").isEqualTo(10);
    crowd.leave(bob);
    crowd.run(1_000);
    crossed = split.counters().packetsOut;
    crowd.run(1_000);
    assertThat(split.counters().packetsOut).isEqualTo(crossed);
  }
}
