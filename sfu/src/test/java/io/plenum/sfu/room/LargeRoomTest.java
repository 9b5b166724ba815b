package io.plenum.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.testkit.Crowd;
import io.plenum.testkit.CrowdMember;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** What one listener costs in rooms of many (docs/performance.md has the figures). */
class LargeRoomTest {
  private static final int LARGEST = RoomParameters.DEFAULT_MAX_PARTICIPANTS;
  private static final int SENDING = 30;
  private static final int AUDIO_SLOTS = 4;
  private static final int SOUNDS_PER_SECOND = (int) (1_000_000_000L / Crowd.SOUND_NS);
  private static final int PICTURES_PER_SECOND = (int) (1_000_000_000L / Crowd.PICTURE_NS);
  private static final int SECONDS = 5;

  /** Until loudness is known and slots are given. */
  private static final int SETTLE_MS = 3_000;

  @Test
  void soundCostsAListenerTheSame_howeverManyAreInTheRoom() {
    List<Cost> costs = new ArrayList<>();
    for (int people : new int[] {10, 50, LARGEST}) {
      Crowd crowd = new Crowd(1, LARGEST);
      crowd.join(people, AUDIO_SLOTS, 0);
      speak(crowd, Math.min(SENDING, people * 6 / 10));
      crowd.run(SETTLE_MS);
      costs.add(measure("sound", people, crowd));
    }
    for (Cost cost : costs) {
      assertThat(cost.sounds)
          .isCloseTo(AUDIO_SLOTS * SOUNDS_PER_SECOND, Percentage.withPercentage(1));
      assertThat(cost.examined).isCloseTo(cost.sounds, Percentage.withPercentage(1));
      assertThat(cost.looks).isLessThanOrEqualTo(1.1 * costs.getFirst().looks);
    }
  }

  @Test
  void picturesCostAsManyTilesAsAreWatched() {
    for (int tiles : new int[] {9, 16, 25}) {
      Crowd crowd = new Crowd(2, LARGEST);
      crowd.join(LARGEST, 0, tiles);
      crowd.members().subList(0, SENDING).forEach(member -> member.camera(true));
      crowd.run(SETTLE_MS);
      Cost cost = measure(tiles + " tiles", LARGEST, crowd);
      assertThat(cost.pictures)
          .isCloseTo(tiles * PICTURES_PER_SECOND, Percentage.withPercentage(1));
      assertThat(cost.examined).isCloseTo(cost.pictures, Percentage.withPercentage(1));
    }
  }

  @Test
  void everyTileOfANewPageHasAPicture_withinAThirdOfASecond() {
    int page = 9;
    Crowd crowd = new Crowd(3, LARGEST);
    crowd.join(LARGEST, AUDIO_SLOTS, page + AUDIO_SLOTS); // who is heard may not be on the page
    speak(crowd, AUDIO_SLOTS);
    List<CrowdMember> cameras = crowd.members().subList(0, SENDING);
    cameras.forEach(member -> member.camera(true));
    crowd.run(SETTLE_MS);
    List<CrowdMember> viewers = crowd.members().subList(SENDING, LARGEST);
    for (int turn = 0; turn < SENDING / page; turn++) {
      for (int i = 0; i < viewers.size(); i++) {
        crowd.view(viewers.get(i), page(cameras, turn + i, page));
      }
      List<long[]> before = viewers.stream().map(LargeRoomTest::bySlot).toList();
      crowd.run(330);
      for (int i = 0; i < viewers.size(); i++) {
        for (CrowdMember shown : page(cameras, turn + i, page)) {
          int slot = viewers.get(i).slotOf(shown);
          assertThat(slot).isNotNegative();
          assertThat(viewers.get(i).picturesReceived(slot)).isGreaterThan(before.get(i)[slot]);
        }
      }
      crowd.run(2_000);
    }
  }

  private static List<CrowdMember> page(List<CrowdMember> cameras, int number, int size) {
    int first = number % (cameras.size() / size) * size;
    return cameras.subList(first, first + size);
  }

  private static long[] bySlot(CrowdMember member) {
    long[] counts = new long[9 + AUDIO_SLOTS];
    for (int slot = 0; slot < counts.length; slot++) {
      counts[slot] = member.picturesReceived(slot);
    }
    return counts;
  }

  private static void speak(Crowd crowd, int people) {
    for (int i = 0; i < people; i++) {
      crowd.members().get(i).speak(20 + i);
    }
  }

  /** What a listener costs in a second. */
  private record Cost(double sounds, double pictures, double examined, double looks) {}

  private static Cost measure(String what, int people, Crowd crowd) {
    double each = (double) people * SECONDS;
    long sounds = sum(crowd, CrowdMember::soundReceived);
    long pictures = sum(crowd, CrowdMember::picturesReceived);
    long examined = sum(crowd, CrowdMember::examined);
    long looks = crowd.room().looks();
    long cpuNs = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    crowd.run(SECONDS * 1_000L);
    cpuNs = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuNs;
    Cost cost =
        new Cost(
            (sum(crowd, CrowdMember::soundReceived) - sounds) / each,
            (sum(crowd, CrowdMember::picturesReceived) - pictures) / each,
            (sum(crowd, CrowdMember::examined) - examined) / each,
            (crowd.room().looks() - looks) / each);
    System.out.printf(
        "%s, %d people: a second of one listener is %s and %.0f µs of a core%n",
        what, people, cost, cpuNs / 1e3 / each);
    return cost;
  }

  private static long sum(Crowd crowd, ToLongFunction<CrowdMember> figure) {
    return crowd.members().stream().mapToLong(figure).sum();
  }
}
