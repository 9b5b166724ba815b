package io.plenum.sfu.subscribe;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.testkit.LinkConditions;
import io.plenum.testkit.RepairScenario;
import io.plenum.testkit.RepairScenario.Outcome;
import io.plenum.testkit.RepairScenario.Repair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * What redundancy would gain over sending again what is asked for: the table of
 * docs/decisions/0019-repair.md, written to {@code target/media-quality}.
 */
class RepairComparisonTest {
  private static final Path FIGURES = Path.of("target", "media-quality");
  private static final long SEED = 1;
  private static final int SECONDS = 300;
  private static final long MS = 1_000_000L;

  /** A picture that waits longer than sound does is out of step with it. */
  private static final long TIGHT_NS = 100 * MS;

  private static final Repair ASKED = new Repair(0, 1);
  private static final Repair TWICE = new Repair(0, 2);
  private static final Repair ONE_MORE = new Repair(1, 1);
  private static final Repair TWO_MORE = new Repair(2, 1);

  /** How packets are lost: share, and mean length of a burst. */
  private record Loss(double share, double burst) {
    @Override
    public String toString() {
      String kind = burst > 1 ? "bursts of %.0f".formatted(burst) : "random";
      return String.format(Locale.ROOT, "%.0f %% %s", 100 * share, kind);
    }
  }

  @Test
  void figures() throws IOException {
    List<String> rows = new ArrayList<>();
    for (long roundTripMs : new long[] {50, 150, 300, 600}) {
      for (Loss loss :
          List.of(
              new Loss(0.01, 1),
              new Loss(0.03, 1),
              new Loss(0.05, 1),
              new Loss(0.1, 1),
              new Loss(0.03, 4),
              new Loss(0.05, 8))) {
        StringBuilder row = new StringBuilder("| %d ms | %s |".formatted(roundTripMs, loss));
        for (Repair repair : List.of(ASKED, TWICE, ONE_MORE, TWO_MORE)) {
          row.append(cell(run(roundTripMs, loss, repair), roundTripMs));
        }
        rows.add(row.toString());
      }
    }
    Files.createDirectories(FIGURES);
    Files.write(FIGURES.resolve("repair.md"), rows);
  }

  @Test
  void askingRepairsEverything_withinTwoRoundTrips() {
    Outcome outcome = run(150, new Loss(0.03, 1), ASKED);
    assertThat(outcome.late(2 * 150 * MS + TIGHT_NS)).isLessThan(0.01);
    assertThat(outcome.overhead()).isBetween(0.02, 0.05);
  }

  @Test
  void redundancyIsFaster_whereLossesAreSingle() {
    Loss loss = new Loss(0.03, 1);
    assertThat(run(300, loss, TWO_MORE).late(TIGHT_NS))
        .isLessThan(run(300, loss, ASKED).late(TIGHT_NS) / 4);
  }

  private static Outcome run(long roundTripMs, Loss loss, Repair repair) {
    LinkConditions link =
        new LinkConditions(roundTripMs / 2 * MS, 0, loss.share(), loss.burst(), 0, 0, 0, 0, 0);
    return new RepairScenario(SEED, link, repair, SECONDS).run();
  }

  private static String cell(Outcome outcome, long roundTripMs) {
    return String.format(
        Locale.ROOT,
        " +%.0f %%, %.1f / %.1f %%, %.0f ms |",
        100 * outcome.overhead(),
        100 * outcome.late(TIGHT_NS),
        100 * outcome.late(roundTripMs * MS + TIGHT_NS),
        outcome.waitMs(0.99));
  }
}
