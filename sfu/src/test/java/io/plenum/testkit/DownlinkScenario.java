package io.plenum.testkit;

import io.plenum.sfu.pacing.Downlink;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * A link that behaves in some way for some time, with a receiver behind it who would like more than
 * passes; {@link #run} tells what became of it. The same seed gives the same run.
 *
 * @param name what is tried
 * @param seed of everything random
 * @param cameras how many are watched; each sends 1.5 Mbit/s at its best
 * @param phases of the link, by their beginning
 * @param competitorFrom second at which a bulk transfer begins; -1: none
 * @param seconds of virtual time
 */
public record DownlinkScenario(
    String name, long seed, int cameras, List<Phase> phases, int competitorFrom, int seconds) {
  private static final long START_NS = 5_000_000_000_000L;
  private static final long SECOND_NS = 1_000_000_000L;

  /** Time to converge is not judged. */
  private static final int SETTLED_S = 10;

  /** A link from a second on. */
  public record Phase(int fromSecond, LinkConditions conditions) {}

  /** A scenario of one link that stays as it is. */
  public static DownlinkScenario steady(
      String name, long seed, LinkConditions conditions, int seconds) {
    return new DownlinkScenario(name, seed, 6, List.of(new Phase(0, conditions)), -1, seconds);
  }

  /** Runs it. */
  public Outcome run() {
    VirtualClock clock = new VirtualClock(START_NS);
    SplittableRandom random = new SplittableRandom(seed);
    Stage stage = new Stage(clock, random.split(), cameras, Downlink.OVERHEAD_BYTES);
    SimulatedDownlink receiver =
        new SimulatedDownlink(clock, random.split(), stage, phases.getFirst().conditions());
    for (Phase phase : phases) {
      clock.at(
          START_NS + phase.fromSecond() * SECOND_NS, () -> receiver.conditions(phase.conditions()));
    }
    if (competitorFrom >= 0) {
      clock.at(START_NS + competitorFrom * SECOND_NS, receiver::compete);
    }
    clock.run(seconds * SECOND_NS - 1);
    return new Outcome(this, receiver);
  }

  private double capacityBps(int from, int to) {
    double bits = 0;
    for (int second = from; second < to; second++) {
      bits += at(second).rateBps();
    }
    return bits / (to - from);
  }

  private LinkConditions at(int second) {
    LinkConditions conditions = phases.getFirst().conditions();
    for (Phase phase : phases) {
      conditions = phase.fromSecond() <= second ? phase.conditions() : conditions;
    }
    return conditions;
  }

  /** What became of a scenario. */
  public record Outcome(DownlinkScenario scenario, SimulatedDownlink receiver) {
    /** Share of the link that was used after {@link #SETTLED_S} s of the phase, all flows. */
    public double use(Phase phase) {
      int from = phase.fromSecond() + SETTLED_S;
      int to = end(phase);
      double bps = figures().bps(from, to) + figures().foreignBps(from, to);
      return bps / scenario.capacityBps(from, to);
    }

    /** Share of the link that pictures and sound used. */
    public double mediaUse(Phase phase) {
      int from = phase.fromSecond() + SETTLED_S;
      int to = end(phase);
      return figures().mediaBps(from, to) / scenario.capacityBps(from, to);
    }

    /** The delay that its queue added to 95 % of the packets, once it was settled, ms. */
    public double delayP95Ms(Phase phase) {
      return figures().delayMs(0.95, phase.fromSecond() + SETTLED_S, end(phase));
    }

    /** Seconds from the beginning of the phase until nearly as much was used as in the end. */
    public int settled(Phase phase) {
      double bps = use(phase) * phase.conditions().rateBps();
      return figures().secondsUntil(phase.fromSecond(), end(phase), bps);
    }

    /** What was measured. */
    public DownlinkFigures figures() {
      return receiver.figures();
    }

    private int end(Phase phase) {
      int next = scenario.phases().indexOf(phase) + 1;
      return next < scenario.phases().size()
          ? scenario.phases().get(next).fromSecond()
          : scenario.seconds();
    }

    @Override
    public String toString() {
      return String.join("; ", rows());
    }

    /** A row of the table in docs/media-quality.md for each phase. */
    public List<String> rows() {
      List<String> rows = new ArrayList<>();
      for (Phase phase : scenario.phases()) {
        rows.add(
            String.format(
                Locale.ROOT,
                "| %s | %d | %.0f | %.0f %% | %.0f %% | %.0f ms | %s | %d (%.1f s) | %d |",
                scenario.name(),
                scenario.seed(),
                phase.conditions().rateBps() / 1e3,
                100 * use(phase),
                100 * mediaUse(phase),
                delayP95Ms(phase),
                settled(phase) < 0 ? "–" : settled(phase) + " s",
                figures().freezes(),
                figures().frozenMs() / 1e3,
                figures().soundDropped()));
      }
      return rows;
    }
  }
}
