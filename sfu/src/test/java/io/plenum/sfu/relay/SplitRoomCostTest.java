package io.plenum.sfu.relay;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.sfu.room.RoomParameters;
import io.plenum.testkit.Crowd;
import io.plenum.testkit.CrowdMember;
import io.plenum.testkit.SplitRoom;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/** What crosses between two shards of the largest room (docs/performance.md has the figures). */
class SplitRoomCostTest {
  private static final int LARGEST = RoomParameters.DEFAULT_MAX_PARTICIPANTS;
  private static final int SENDING = 30;
  private static final int TILES = 9;
  private static final int AUDIO_SLOTS = 4;
  private static final int SECONDS = 5;
  private static final int SOUNDS_PER_SECOND = (int) (1_000_000_000L / Crowd.SOUND_NS);
  private static final int PICTURES_PER_SECOND = (int) (1_000_000_000L / Crowd.PICTURE_NS);

  @Test
  void streamsCrossOnce_howeverManyWatch_andOfSoundTheLoudestEight() {
    for (int people : new int[] {100, LARGEST}) {
      SplitRoom split = new SplitRoom(1, LARGEST, 2);
      Crowd crowd = new Crowd(1, split);
      fill(crowd, people);
      long before = split.counters().packetsOut;
      double cost = measure(crowd, people);
      double crossed = (double) (split.counters().packetsOut - before) / SECONDS;
      System.out.printf(
          "%d people in two shards: %.0f packets cross in a second,"
              + " a second of one listener is %.0f µs of a core%n",
          people, crossed, cost);
      int pictures = SENDING * PICTURES_PER_SECOND;
      int sounds = 2 * LoudestFew.MOST * SOUNDS_PER_SECOND;
      assertThat(crossed).isCloseTo(pictures + sounds, Percentage.withPercentage(1));
      assertThat(split.counters().packetsIn).isEqualTo(split.counters().packetsOut);
    }
    Crowd whole = new Crowd(1, LARGEST);
    fill(whole, LARGEST);
    System.out.printf(
        "%d people in one room: a second of one listener is %.0f µs of a core%n",
        LARGEST, measure(whole, LARGEST));
  }

  private static void fill(Crowd crowd, int people) {
    crowd.run(100);
    crowd.join(people, AUDIO_SLOTS, TILES + AUDIO_SLOTS);
    List<CrowdMember> cameras = crowd.members().subList(0, SENDING);
    for (int i = 0; i < SENDING; i++) {
      cameras.get(i).camera(true);
      cameras.get(i).speak(20 + i);
    }
    for (int i = 0; i < people; i++) {
      List<CrowdMember> page = new ArrayList<>();
      for (int tile = 0; tile < TILES; tile++) {
        page.add(cameras.get((i / 2 + tile) % SENDING));
      }
      crowd.view(crowd.members().get(i), page);
    }
    crowd.run(10_000); // the demand of the cameras that nobody shows any more lessens after 5 s
  }

  private static double measure(Crowd crowd, int people) {
    long cpuNs = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    crowd.run(SECONDS * 1_000L);
    cpuNs = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - cpuNs;
    return cpuNs / 1e3 / people / SECONDS;
  }
}
