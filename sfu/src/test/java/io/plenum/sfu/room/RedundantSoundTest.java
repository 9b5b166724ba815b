package io.plenum.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.testkit.LinkConditions;
import io.plenum.testkit.ScriptedPeer;
import io.plenum.testkit.SimulatedRoom;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * Sound with redundancy (RFC 2198) through the whole server in virtual time: what a receiver has of
 * a voice when it is to be played. The figures are written to {@code target/media-quality};
 * docs/media-quality.md has the table and how to repeat it.
 */
class RedundantSoundTest {
  private static final int SEEDS = Integer.getInteger("simulation.seeds", 1);
  private static final Path FIGURES = Path.of("target", "media-quality");
  private static final long MS = 1_000_000L;
  private static final long LATENCY_MS = 25;

  /** Both ways, and a jitter buffer of 80 ms. */
  private static final long IN_TIME_NS = (2 * LATENCY_MS + 80) * MS;

  private static final int SETTLE_S = 5;
  private static final int LENGTH_S = 60;

  /** Who sends and takes redundancy, over which links; what came in time, of 0 to 1. */
  private record Scenario(boolean sends, boolean takes, double upLoss, double downLoss) {}

  private record Outcome(double inTime, double copies, int faults) {}

  @Test
  void wordsStayWhole_whenTheReceiversLinkLosesPackets() throws IOException {
    List<String> rows = new ArrayList<>();
    for (double loss : new double[] {0.1, 0.2}) {
      for (int seed = 1; seed <= SEEDS; seed++) {
        Outcome plain = run(seed, new Scenario(false, false, 0, loss));
        Outcome added = run(seed, new Scenario(false, true, 0, loss));
        Outcome passed = run(seed, new Scenario(true, true, 0, loss));
        rows.add(row("to the receiver", loss, seed, plain, added, passed));
        assertThat(plain.inTime).isBetween(0.95 - 1.3 * loss, 1.03 - loss);
        assertThat(added.inTime).as("seed %d", seed).isGreaterThan(0.97);
        assertThat(passed.inTime).as("seed %d", seed).isGreaterThan(0.97);
        assertThat(plain.faults + added.faults + passed.faults).isZero();
      }
    }
    write("redundant sound, downlink", rows);
  }

  @Test
  void wordsAreMendedByTheServer_whenThePublishersLinkLosesPackets() throws IOException {
    List<String> rows = new ArrayList<>();
    for (double loss : new double[] {0.1, 0.2}) {
      for (int seed = 1; seed <= SEEDS; seed++) {
        Outcome plain = run(seed, new Scenario(false, true, loss, 0));
        Outcome mended = run(seed, new Scenario(true, false, loss, 0));
        Outcome passed = run(seed, new Scenario(true, true, loss, 0));
        rows.add(row("from the publisher", loss, seed, plain, mended, passed));
        assertThat(mended.inTime).isGreaterThan(1 - 1.5 * loss * loss);
        assertThat(passed.inTime).isEqualTo(mended.inTime);
        assertThat(plain.copies).as("the receiver's own link is good").isZero();
        assertThat(plain.faults + mended.faults + passed.faults).isZero();
      }
    }
    write("redundant sound, uplink", rows);
  }

  @Test
  void nothingIsAdded_whenNothingIsLost() {
    assertThat(run(1, new Scenario(false, true, 0, 0))).isEqualTo(new Outcome(1, 0, 0));
  }

  @Test
  void whatIsPublishedWithRedundancyIsPassedOn_orTakenOutForWhoTakesNone() {
    assertThat(run(1, new Scenario(true, true, 0, 0)).copies).isBetween(0.95, 1.0);
    assertThat(run(1, new Scenario(true, false, 0, 0))).isEqualTo(new Outcome(1, 0, 0));
  }

  private static Outcome run(int seed, Scenario scenario) {
    SimulatedRoom room = new SimulatedRoom(seed, 1, 1);
    LinkConditions good = LinkConditions.good(LATENCY_MS);
    ScriptedPeer speaker =
        room.join("speaker", losing(scenario.upLoss), good, scenario.sends, false);
    ScriptedPeer listener =
        room.join("listener", good, losing(scenario.downLoss), false, scenario.takes);
    speaker.voice(true, 20);
    room.run(SETTLE_S * 1_000);
    int first = speaker.voice().packets();
    int copiesBefore = listener.slot("a0").sound().copies();
    room.run(LENGTH_S * 1_000);
    int last = speaker.voice().packets() - 1;
    int copies = listener.slot("a0").sound().copies() - copiesBefore;
    room.run(500);
    double packets = last - first + 1;
    long inTime = listener.slot("a0").sound().inTime(speaker.number(), first, last, IN_TIME_NS);
    return new Outcome(inTime / packets, copies / packets, listener.slot("a0").faults().size());
  }

  /** Each packet by itself: what came before has no part in it. */
  private static LinkConditions losing(double loss) {
    return new LinkConditions(LATENCY_MS * MS, 0, loss, 1 / (1 - loss), 0, 0, 0, 0, 0);
  }

  private static String row(
      String where, double loss, int seed, Outcome none, Outcome one, Outcome both) {
    return String.format(
        Locale.ROOT,
        "| %.0f %% %s | %d | %.1f %% | %.1f %% | %.1f %% |",
        100 * loss,
        where,
        seed,
        100 * none.inTime,
        100 * one.inTime,
        100 * both.inTime);
  }

  private static void write(String scenario, List<String> rows) throws IOException {
    Files.createDirectories(FIGURES);
    Files.write(FIGURES.resolve(scenario + ".md"), rows);
  }
}
