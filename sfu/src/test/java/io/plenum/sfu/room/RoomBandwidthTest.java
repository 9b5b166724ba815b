package io.plenum.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.sfu.ParticipantId;
import io.plenum.testkit.LinkConditions;
import io.plenum.testkit.RoomScenario;
import io.plenum.testkit.RoomScenario.Receiver;
import io.plenum.testkit.ScriptedPeer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The whole server in virtual time, from publishers' packets to what receivers behind bad links can
 * decode: the floors hold, and the figures are written to {@code target/media-quality}.
 * docs/media-quality.md has the table and how to repeat it.
 */
class RoomBandwidthTest {
  /** Runs of each scenario, with seeds from 1 on. */
  private static final int SEEDS = Integer.getInteger("simulation.seeds", 1);

  private static final Path FIGURES = Path.of("target", "media-quality");

  /** Least share of the link in use once it is settled. */
  private static final double USE_FLOOR = 0.70;

  /** Most delay that the link's queue adds to 95 % of the packets, ms. */
  private static final double DELAY_FLOOR_MS = 200;

  /** Most time until a link whose capacity changed is used as it is in the end, s. */
  private static final int SETTLED_FLOOR_S = 5;

  private static final int SENDERS = 4;
  private static final long MS = 1_000_000L;

  /** A link of {@code bps} from a second on, until the next phase. */
  private record Phase(int fromSecond, LinkConditions link) {}

  @Test
  void holdsTheFloors_onAConstantLink() throws IOException {
    check("room, constant 1 Mbit/s", 60, new Phase(0, link(1_000_000, 0)));
  }

  @Test
  void holdsTheFloors_whenTheCapacityDropsAndComesBack() throws IOException {
    for (Receiver receiver :
        check(
            "room, 3 → 0.5 → 3 Mbit/s",
            90,
            new Phase(0, link(3_000_000, 0)),
            new Phase(30, link(500_000, 0)),
            new Phase(60, link(3_000_000, 0)))) {
      assertThat(receiver.settled(60, 90)).isBetween(0, SETTLED_FLOOR_S);
    }
  }

  @Test
  void holdsTheFloors_whenEveryTenthPacketIsLost() throws IOException {
    check("room, 10 % random loss", 60, new Phase(0, link(2_000_000, 0.1)));
  }

  @Test
  void saysWhatIsPaused_andHoldsTheFloors_whenItBeginsWithLittle() throws IOException {
    for (Receiver receiver :
        check(
            "room, 150 kbit/s, then 1.5 Mbit/s",
            60,
            new Phase(0, link(150_000, 0)),
            new Phase(30, link(1_500_000, 0)))) {
      assertThat(receiver.settled(30, 60)).isBetween(0, SETTLED_FLOOR_S);
      assertThat(receiver.pauseCount()).isPositive();
      assertThat(receiver.paused()).isEmpty();
    }
  }

  @Test
  void threeReceiversOfOneSender_getThreeLayers() throws IOException {
    List<String> rows = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      RoomScenario scenario = new RoomScenario(seed, 1);
      long[] capacities = {400_000, 1_000_000, 4_000_000};
      List<Receiver> receivers = new ArrayList<>();
      for (long bps : capacities) {
        receivers.add(scenario.receiver("at " + bps, link(bps, 0)));
      }
      scenario.run(30);
      for (int i = 0; i < capacities.length; i++) {
        int[] encodings = receivers.get(i).encodings("v0", 10, 29);
        int all = encodings[0] + encodings[1] + encodings[2];
        rows.add(
            "| room, one sender, three links | %d | %d | %d × 180p, %d × 360p, %d × 720p |"
                .formatted(seed, capacities[i] / 1_000, encodings[0], encodings[1], encodings[2]));
        assertThat(encodings[i]).as(rows.getLast()).isGreaterThan(all * 9 / 10);
        assertThat(receivers.get(i).soundDropped()).as(rows.getLast()).isZero();
      }
    }
    write("room, three layers", rows);
  }

  @Test
  void sendsWhatTheReceiverSaysItTakes_whereItEstimatesItself() {
    RoomScenario scenario = new RoomScenario(1, SENDERS);
    Receiver receiver = scenario.receiver("remb", LinkConditions.good(25), "goog-remb");
    scenario.run(2);
    receiver.peer().takes(800_000);
    scenario.run(10);
    assertThat(receiver.figures().bps(4, 12)).isBetween(500_000.0, 850_000.0);
    receiver.peer().takes(3_000_000);
    scenario.run(10);
    assertThat(receiver.figures().bps(14, 22)).isBetween(2_000_000.0, 3_200_000.0);
    assertThat(receiver.soundDropped()).isZero();
  }

  @Test
  void whoSpeaksGoesOnSeeingBestWhoSpokeBefore() {
    RoomScenario scenario = new RoomScenario(1, SENDERS);
    Receiver receiver = scenario.receiver("speaker", link(1_400_000, 0));
    ScriptedPeer last = scenario.senders().getLast();
    scenario.senders().getFirst().voice(true, 127);
    last.voice(true, 20);
    scenario.run(30);
    last.voice(true, 127);
    receiver.peer().voice(true, 20);
    scenario.run(25);

    assertThat(scenario.room().speakers()).endsWith(new ParticipantId("speaker"));
    int[] before = receiver.encodingsOf(SENDERS - 1, 35, 55);
    int[] other = receiver.encodingsOf(0, 35, 55);
    assertThat(before[1] + before[2]).as("of who spoke before").isGreaterThan(20 * 30 * 8 / 10);
    assertThat(other[1] + other[2]).as("of who is silent").isLessThan(20 * 30 * 3 / 10);
  }

  /** Packets wait for their turn here; what a receiver measures is the way from here to it. */
  @Test
  void saysWhenEachPacketLeft_whereTheReceiverEstimatesByIt() {
    RoomScenario scenario = new RoomScenario(1, SENDERS);
    Receiver estimates = scenario.receiver("remb", LinkConditions.good(25), "goog-remb");
    Receiver reports = scenario.receiver("transport-wide", LinkConditions.good(25));
    scenario.run(2);
    estimates.peer().takes(800_000);
    scenario.run(8);
    int travel = 25 * (1 << 18) / 1_000;
    assertThat(estimates.subscriber().downlink().paddedBytes()).as("padding too").isPositive();
    assertThat(estimates.peer().travels())
        .hasSizeGreaterThan(500)
        .allSatisfy(units -> assertThat(units).isBetween(travel - 1, travel + 1));
    assertThat(reports.peer().travels()).isEmpty();
  }

  @Test
  void findsTheLargestSize_whereTheReceiverEstimatesItself() throws IOException {
    List<String> rows = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      long[] capacities = {400_000, 1_000_000, 4_000_000};
      for (int i = 0; i < capacities.length; i++) {
        RoomScenario scenario = new RoomScenario(seed, 1);
        Receiver receiver = scenario.receiver("remb", link(capacities[i], 0), "goog-remb");
        receiver.estimates();
        scenario.run(60);
        int[] encodings = receiver.encodings("v0", 40, 59);
        long padded = receiver.subscriber().downlink().paddedBytes() * 8 / 60;
        rows.add(
            "| room, receiver's estimate | %d | %d | %d × 180p, %d × 360p, %d × 720p | %.0f ms | %d |"
                .formatted(
                    seed,
                    capacities[i] / 1_000,
                    encodings[0],
                    encodings[1],
                    encodings[2],
                    receiver.figures().delayMs(0.95, 40, 59),
                    padded / 1_000));
        assertThat(encodings[i]).as(rows.getLast()).isGreaterThan(500);
        assertThat(receiver.figures().delayMs(0.95, 40, 59)).isLessThan(DELAY_FLOOR_MS);
        assertThat(receiver.soundDropped()).as(rows.getLast()).isZero();
      }
    }
    write("room, receiver's estimate", rows);
  }

  @Test
  void nothingIsTimedOrProbed_forWhoSeesNothing() {
    RoomScenario scenario = new RoomScenario(1, 0);
    Receiver receiver = scenario.receiver("alone", link(1_000_000, 0));
    scenario.run(20);
    assertThat(receiver.subscriber().nextReleaseNs()).isEqualTo(Long.MAX_VALUE);
    assertThat(receiver.subscriber().nextDeadlineNs()).isEqualTo(Long.MAX_VALUE);
    assertThat(receiver.subscriber().downlink().paddedBytes()).isZero();
  }

  @Test
  void theScreenComesFirst_thenWhatIsPinned() {
    RoomScenario scenario = new RoomScenario(1, 3);
    scenario.share(1);
    Receiver receiver = scenario.receiver("receiver", link(2_500_000, 0));
    scenario.pin(receiver, 2);
    scenario.run(20);
    // The screen of 330 kbit/s whole, the pinned camera at its largest, the others small.
    assertThat(receiver.encodingsOf(2, 12, 19)[2]).isGreaterThan(180);
    assertThat(receiver.encodingsOf(0, 12, 19)[2]).isZero();
    assertThat(receiver.screens(1, 12, 19)).isGreaterThan(90);
  }

  private static List<Receiver> check(String name, int seconds, Phase... phases)
      throws IOException {
    List<String> rows = new ArrayList<>();
    List<Receiver> receivers = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      RoomScenario scenario = new RoomScenario(seed, SENDERS);
      Receiver receiver = scenario.receiver("receiver", phases[0].link());
      for (Phase phase : phases) {
        scenario.run(phase.fromSecond() - scenario.second());
        receiver.conditions(phase.link());
      }
      scenario.run(seconds - scenario.second());
      for (int i = 0; i < phases.length; i++) {
        int to = i + 1 < phases.length ? phases[i + 1].fromSecond() : seconds;
        rows.add(receiver.row(name, phases[i].fromSecond(), to, phases[i].link().rateBps()));
      }
      receivers.add(receiver);
    }
    write(name, rows);
    for (Receiver receiver : receivers) {
      holdsTheFloors(receiver, seconds, rows, phases);
    }
    return receivers;
  }

  private static void holdsTheFloors(
      Receiver receiver, int seconds, List<String> rows, Phase... phases) {
    for (int i = 0; i < phases.length; i++) {
      int from = phases[i].fromSecond() + RoomScenario.SETTLED_S;
      int to = i + 1 < phases.length ? phases[i + 1].fromSecond() : seconds;
      double use = receiver.figures().bps(from, to) / phases[i].link().rateBps();
      assertThat(use).as("%s", rows).isGreaterThan(USE_FLOOR);
      assertThat(receiver.figures().delayMs(0.95, from, to))
          .as("%s", rows)
          .isLessThan(DELAY_FLOOR_MS);
    }
    assertThat(receiver.soundDropped()).as("%s", rows).isZero();
  }

  private static void write(String name, List<String> rows) throws IOException {
    Files.createDirectories(FIGURES);
    Files.write(FIGURES.resolve(name.replaceAll("[^a-zA-Z0-9]+", "-") + ".md"), rows);
  }

  /** 25 ms each way, and a queue of 300 ms. */
  private static LinkConditions link(long bps, double loss) {
    return new LinkConditions(25 * MS, 0, loss, 1, 0, 0, 0, bps, (int) (bps / 8 * 3 / 10));
  }
}
