package io.plenum.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.testkit.Census;
import io.plenum.testkit.Crowd;
import io.plenum.testkit.CrowdMember;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** An hour in which somebody comes and goes all the time leaves nothing behind. */
class RoomChurnTest {
  /** As many as the room takes: {@code -Dchurn.people=200}, which takes a minute or two. */
  private static final int PEOPLE = Integer.getInteger("churn.people", 40);

  private static final int SENDING = Math.max(1, PEOPLE * 3 / 20);
  private static final int MINUTES = 60;
  private static final int CHANGES_PER_MINUTE = 12;
  private static final int PAGE = 9;

  /** Made when a slot or a camera is first shown, or a checkpoint first put down; then kept. */
  private static final List<String> MADE_IN_USE =
      List.of(
          "io.plenum.rtc.rtp.ExtensionMap",
          "io.plenum.sfu.allocation.Layer",
          "io.plenum.sfu.layer.FrameLog",
          "io.plenum.sfu.layer.LayerTarget",
          "io.plenum.sfu.publish.LayerOffer.layers",
          "io.plenum.sfu.state.StateWriter",
          "io.plenum.sfu.subscribe.PictureShare$Picture.layers",
          "io.plenum.sfu.subscribe.Presentation",
          "io.plenum.sfu.subscribe.SentPackets",
          "io.plenum.sfu.subscribe.SlotFormat");

  private static final int MOST_IN_A_SLOT = 2;

  private final SplittableRandom random = new SplittableRandom(1);
  private final Crowd crowd = new Crowd(1, RoomParameters.DEFAULT_MAX_PARTICIPANTS);
  private final List<CrowdMember> cameras = new ArrayList<>();

  @Test
  void holdsAfterAnHourWhatItHeldInTheBeginning() {
    for (int i = 0; i < PEOPLE; i++) {
      enter(i < SENDING);
    }
    passAMinute();
    Map<String, Long> before = settled();
    for (int minute = 1; minute < MINUTES; minute++) {
      passAMinute();
    }
    Map<String, Long> after = settled();
    long slots = after.get("io.plenum.sfu.subscribe.Slot");
    for (String lazy : MADE_IN_USE) {
      before.remove(lazy);
      assertThat(after.remove(lazy)).as(lazy).isBetween(0L, MOST_IN_A_SLOT * slots);
    }
    assertThat(after).containsExactlyInAnyOrderEntriesOf(before);
  }

  /** Everybody stays, speaks and shows, so that what depends on the moment does not differ. */
  private Map<String, Long> settled() {
    crowd.members().forEach(member -> crowd.view(member, List.of()));
    talk(20_000);
    crowd.run(20_000);
    return Census.of(crowd.room());
  }

  private void passAMinute() {
    for (int i = 0; i < CHANGES_PER_MINUTE; i++) {
      replace(i % SENDING == 0);
      CrowdMember viewer = any(crowd.members());
      int first = random.nextInt(Math.max(1, cameras.size() - PAGE));
      crowd.view(viewer, cameras.subList(first, Math.min(cameras.size(), first + PAGE)));
      talk(100);
      crowd.run(60_000 / CHANGES_PER_MINUTE - 100);
    }
  }

  private void replace(boolean camera) {
    List<CrowdMember> silent =
        crowd.members().stream().filter(member -> !cameras.contains(member)).toList();
    CrowdMember goes = any(camera ? cameras : silent);
    cameras.remove(goes);
    crowd.leave(goes);
    enter(camera);
  }

  private void enter(boolean camera) {
    CrowdMember member = crowd.join(4, PAGE);
    if (camera) {
      cameras.add(member);
    }
  }

  private void talk(long ms) {
    for (CrowdMember member : cameras) {
      member.camera(true);
      member.speak(20 + random.nextInt(30));
    }
    crowd.run(ms);
    for (CrowdMember member : cameras) {
      member.camera(false);
      member.fallSilent();
    }
  }

  private CrowdMember any(List<CrowdMember> of) {
    return of.get(random.nextInt(of.size()));
  }
}
