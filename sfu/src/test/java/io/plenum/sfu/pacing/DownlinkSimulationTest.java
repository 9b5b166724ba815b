package io.plenum.sfu.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.testkit.DownlinkFigures;
import io.plenum.testkit.DownlinkScenario;
import io.plenum.testkit.DownlinkScenario.Outcome;
import io.plenum.testkit.DownlinkScenario.Phase;
import io.plenum.testkit.LinkConditions;
import io.plenum.testkit.SimulatedDownlink;
import io.plenum.testkit.Stage;
import io.plenum.testkit.VirtualClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/**
 * How a receiver fares behind bad links, in virtual time: the floors hold, and the figures are
 * written to {@code target/media-quality}. docs/media-quality.md has the table and how to repeat
 * it.
 */
class DownlinkSimulationTest {
  /** Runs of each scenario, with seeds from 1 on. */
  private static final int SEEDS = Integer.getInteger("simulation.seeds", 1);

  private static final Path FIGURES = Path.of("target", "media-quality");

  /** Least share of the link in use once it is settled. */
  private static final double USE_FLOOR = 0.70;

  /** Most time until a link that is whole again is used as it is in the end, s. */
  private static final int SETTLED_FLOOR_S = 5;

  /** Most delay that queues add to 95 % of the packets, ms. */
  private static final double DELAY_FLOOR_MS = 200;

  private static final double MS = 1e6;
  private static final double QUEUE_S = 0.3;

  @Test
  void holdsTheFloors_onAConstantLink() throws IOException {
    check(seed -> DownlinkScenario.steady("constant 1 Mbit/s", seed, link(1_000_000), 60));
  }

  @Test
  void holdsTheFloors_whenTheCapacityDropsAndComesBack() throws IOException {
    List<Outcome> outcomes =
        check(
            seed ->
                phases(
                    "3 → 0.5 → 3 Mbit/s",
                    seed,
                    90,
                    new Phase(0, link(3_000_000)),
                    new Phase(30, link(500_000)),
                    new Phase(60, link(3_000_000))));
    for (Outcome outcome : outcomes) {
      int settled = outcome.settled(outcome.scenario().phases().getLast());
      assertThat(settled).as("%s", outcome).isBetween(0, SETTLED_FLOOR_S);
    }
  }

  @Test
  void holdsTheFloors_whenEveryTenthPacketIsLost() throws IOException {
    LinkConditions lossy = link(25, 0.1, 1, 0, 2_000_000, QUEUE_S);
    check(seed -> DownlinkScenario.steady("10 % random loss", seed, lossy, 60));
  }

  @Test
  void holdsTheFloors_whenPacketsAreLostInBursts() throws IOException {
    LinkConditions bursts = link(25, 0.05, 8, 0, 2_000_000, QUEUE_S);
    check(seed -> DownlinkScenario.steady("5 % loss in bursts of 8", seed, bursts, 60));
  }

  @Test
  void holdsTheFloors_overALongWay() throws IOException {
    LinkConditions far = link(150, 0, 1, 0, 2_000_000, QUEUE_S);
    check(seed -> DownlinkScenario.steady("300 ms round trip", seed, far, 60));
  }

  @Test
  void holdsItsOwn_besideABulkTransfer() throws IOException {
    LinkConditions shared = link(25, 0, 1, 0, 3_000_000, 0.15);
    List<Outcome> outcomes =
        check(
            seed ->
                new DownlinkScenario(
                    "beside TCP from 15 s on",
                    seed,
                    6,
                    List.of(new Phase(0, shared), new Phase(15, shared)),
                    15,
                    75));
    for (Outcome outcome : outcomes) {
      double share = outcome.mediaUse(outcome.scenario().phases().getLast());
      assertThat(share).as("%s", outcome).isBetween(0.25, 0.75);
    }
  }

  @Test
  void holdsTheFloors_whereTheQueueIsASecondLong() throws IOException {
    LinkConditions bloated = link(25, 0, 1, 0, 2_000_000, 1);
    check(seed -> DownlinkScenario.steady("bufferbloat, 1 s", seed, bloated, 60));
  }

  @Test
  void holdsTheFloors_whenPacketsAreReordered() throws IOException {
    LinkConditions reordered = link(25, 0, 1, 0.02, 2_000_000, QUEUE_S);
    check(seed -> DownlinkScenario.steady("2 % reordered by 15 ms", seed, reordered, 60));
  }

  @Test
  void holdsTheFloors_whenPacketsJitter() throws IOException {
    LinkConditions jitter =
        new LinkConditions(
            (long) (25 * MS), (long) (10 * MS), 0, 1, 0, 0, 0, 2_000_000, queue(2_000_000, 0.3));
    check(seed -> DownlinkScenario.steady("jitter of 10 ms", seed, jitter, 60));
  }

  @Test
  void holdsTheFloors_whenItBeginsWithLittle() throws IOException {
    check(
        seed ->
            phases(
                "150 kbit/s, then 1.5 Mbit/s",
                seed,
                60,
                new Phase(0, link(25, 0, 1, 0, 150_000, 0.5)),
                new Phase(30, link(1_500_000))));
  }

  @Test
  void findsTheRate_whereMoreIsThrownAway() throws IOException {
    LinkConditions policed = link(25, 0, 1, 0, 1_000_000, 0.02);
    check(seed -> DownlinkScenario.steady("policed, queue of 20 ms", seed, policed, 60));
  }

  @Test
  void holdsTheFloors_forTwentyReceiversOfMixedCapacity() throws IOException {
    List<Crowded> crowd = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      crowd.addAll(twenty(seed));
    }
    write("20 receivers", crowd.stream().map(Crowded::row).toList());
    for (Crowded each : crowd) {
      assertThat(each.use()).as(each.row()).isGreaterThan(USE_FLOOR);
      assertThat(each.delayMs()).as(each.row()).isLessThan(DELAY_FLOOR_MS);
      assertThat(each.dropped()).as(each.row()).isZero();
    }
  }

  private static List<Crowded> twenty(long seed) {
    VirtualClock clock = new VirtualClock(5_000_000_000_000L);
    SplittableRandom random = new SplittableRandom(seed);
    Stage stage = new Stage(clock, random.split(), 6, Downlink.OVERHEAD_BYTES);
    Map<Long, SimulatedDownlink> receivers = new LinkedHashMap<>();
    for (int i = 0; i < 20; i++) {
      long bps = (long) (300_000 * Math.pow(1.17, i));
      receivers.put(bps, new SimulatedDownlink(clock, random.split(), stage, link(bps)));
    }
    clock.run(60_000_000_000L - 1);
    List<Crowded> crowd = new ArrayList<>();
    receivers.forEach((bps, receiver) -> crowd.add(Crowded.of(seed, bps, receiver.figures())));
    return crowd;
  }

  /** What one of those had who watch the same cameras over links of {@code bps}, each its own. */
  private record Crowded(
      long seed, long bps, double use, double delayMs, int freezes, double frozenMs, int dropped) {
    private static Crowded of(long seed, long bps, DownlinkFigures figures) {
      return new Crowded(
          seed,
          bps,
          figures.bps(10, 60) / bps,
          figures.delayMs(0.95, 10, 60),
          figures.freezes(),
          figures.frozenMs(),
          figures.soundDropped());
    }

    private String row() {
      return String.format(
          Locale.ROOT,
          "| 20 receivers | %d | %d | %.0f %% | %.0f ms | %d (%.1f s) | %d |",
          seed,
          bps / 1_000,
          100 * use,
          delayMs,
          freezes,
          frozenMs / 1e3,
          dropped);
    }
  }

  private static List<Outcome> check(LongFunction<DownlinkScenario> scenario) throws IOException {
    List<Outcome> outcomes = new ArrayList<>();
    List<String> rows = new ArrayList<>();
    for (long seed = 1; seed <= SEEDS; seed++) {
      Outcome outcome = scenario.apply(seed).run();
      outcomes.add(outcome);
      rows.addAll(outcome.rows());
    }
    write(outcomes.getFirst().scenario().name(), rows);
    outcomes.forEach(DownlinkSimulationTest::holdsTheFloors);
    return outcomes;
  }

  private static void holdsTheFloors(Outcome outcome) {
    for (Phase phase : outcome.scenario().phases()) {
      assertThat(outcome.use(phase)).as("%s", outcome).isGreaterThan(USE_FLOOR);
      assertThat(outcome.delayP95Ms(phase)).as("%s", outcome).isLessThan(DELAY_FLOOR_MS);
    }
    assertThat(outcome.figures().soundDropped()).as("%s", outcome).isZero();
  }

  private static void write(String name, List<String> rows) throws IOException {
    Files.createDirectories(FIGURES);
    Files.write(FIGURES.resolve(name.replaceAll("[^a-zA-Z0-9]+", "-") + ".md"), rows);
  }

  private static DownlinkScenario phases(String name, long seed, int seconds, Phase... phases) {
    return new DownlinkScenario(name, seed, 6, List.of(phases), -1, seconds);
  }

  private static LinkConditions link(long bps) {
    return link(25, 0, 1, 0, bps, QUEUE_S);
  }

  private static LinkConditions link(
      double latencyMs, double loss, double burst, double reordered, long bps, double queueS) {
    long reorderNs = reordered > 0 ? (long) (15 * MS) : 0;
    return new LinkConditions(
        (long) (latencyMs * MS), 0, loss, burst, reordered, reorderNs, 0, bps, queue(bps, queueS));
  }

  private static int queue(long bps, double seconds) {
    return (int) (bps / 8.0 * seconds);
  }
}
