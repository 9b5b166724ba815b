package io.plenum.sfu.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.sfu.trace.TraceFile;
import io.plenum.sfu.trace.TraceParse;
import io.plenum.sfu.trace.TraceRecord;
import io.plenum.testkit.LinkConditions;
import io.plenum.testkit.RoomScenario;
import io.plenum.testkit.RoomScenario.Receiver;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a whole room decided in virtual time is decided alike from its trace. */
class ReplayTest {
  private static final long MS = 1_000_000L;
  private static final int SENDERS = 4;

  private final RoomScenario scenario = new RoomScenario(1, SENDERS);

  /** 25 ms each way, and a queue of 300 ms. */
  private static LinkConditions link(long bps, double loss) {
    return new LinkConditions(25 * MS, 0, loss, 1, 0, 0, 0, bps, (int) (bps / 8 * 3 / 10));
  }

  private TraceFile trace() {
    byte[] taken =
        scenario.room().room().trace().take(scenario.room().clock().nowNs(), 1_000_000_000_000L);
    TraceParse parse = TraceFile.parse(taken);
    assertThat(parse).isInstanceOf(TraceParse.Parsed.class);
    return ((TraceParse.Parsed) parse).file();
  }

  /** The receiver's outcome, which has to be the same as then, as all others'. */
  private Outcome replayed() {
    List<Outcome> outcomes = Replay.of(trace());
    assertThat(outcomes).as("%s", scenario).hasSize(SENDERS + 1);
    for (Outcome outcome : outcomes) {
      assertThat(outcome.difference()).as("%s in %s", outcome.name(), scenario).isEmpty();
      assertThat(outcome.limit()).isEmpty();
    }
    return outcomes.getLast();
  }

  @Test
  void decidesAlike_whenTheCapacityDropsAndComesBack() {
    Receiver receiver = scenario.receiver("receiver", link(3_000_000, 0));
    scenario.run(10);
    receiver.conditions(link(400_000, 0));
    scenario.run(10);
    receiver.conditions(link(3_000_000, 0));
    scenario.run(10);

    Outcome outcome = replayed();
    assertThat(outcome.name()).isEqualTo("receiver");
    assertThat(outcome.compared()).isGreaterThan(5_000);
    assertThat(outcome.decisions())
        .extracting(TraceRecord::what)
        .hasAtLeastOneElementOfType(TraceRecord.Probe.class)
        .hasAtLeastOneElementOfType(TraceRecord.Allotted.class);
  }

  @Test
  void decidesAlike_whenPacketsAreLost_andThePathChanges() {
    Receiver receiver = scenario.receiver("receiver", link(1_000_000, 0.1));
    scenario.run(8);
    receiver.subscriber().pathChanged(true, scenario.room().clock().nowNs());
    scenario.run(8);
    assertThat(replayed().compared()).isGreaterThan(2_000);
  }

  @Test
  void decidesAlike_whereTheReceiverEstimates() {
    Receiver receiver = scenario.receiver("receiver", link(2_000_000, 0), "goog-remb");
    scenario.run(3);
    receiver.peer().takes(600_000);
    scenario.run(5);
    assertThat(replayed().compared()).isGreaterThan(500);
  }

  @Test
  void decidesAlike_fromTheMiddleOn_andKnowsTheSameThere() {
    Receiver receiver = scenario.receiver("receiver", link(3_000_000, 0.02));
    scenario.run(8);
    receiver.conditions(link(400_000, 0.02));
    scenario.run(1);
    receiver.subscriber().checkpoint(scenario.room().clock().nowNs());
    scenario.run(5);
    receiver.conditions(link(3_000_000, 0));
    scenario.run(6);
    receiver.subscriber().checkpoint(scenario.room().clock().nowNs());
    assertThat(replayed().compared()).isGreaterThan(3_000);

    TraceFile file = trace();
    int middle = 0;
    while (!(file.records().get(middle).what() instanceof TraceRecord.Checkpoint)) {
      middle++;
    }
    List<TraceRecord> rest = file.records().subList(middle, file.records().size());
    Outcome outcome =
        Replay.of(new TraceFile(file.takenNs(), file.takenMs(), rest)).stream()
            .filter(each -> each.name().equals("receiver"))
            .findFirst()
            .orElseThrow();
    assertThat(outcome.difference()).as("%s", scenario).isEmpty();
    assertThat(outcome.limit()).isEmpty();
    assertThat(outcome.compared()).isGreaterThan(1_500);
  }

  @Test
  void saysAtWhichRecordItDiffers() {
    scenario.receiver("receiver", link(1_000_000, 0));
    scenario.run(5);
    TraceFile file = trace();
    List<TraceRecord> records = new ArrayList<>(file.records());
    int changed = 0;
    while (records.size() / 2 > changed
        || !(records.get(changed).what() instanceof TraceRecord.Estimated)) {
      changed++;
    }
    TraceRecord before = records.get(changed);
    TraceRecord.Estimated estimated = (TraceRecord.Estimated) before.what();
    TraceRecord other =
        new TraceRecord(
            before.atNs(),
            before.participant(),
            new TraceRecord.Estimated(estimated.use(), estimated.bps() + 1, estimated.lossShare()));
    records.set(changed, other);

    List<Outcome> outcomes =
        Replay.of(new TraceFile(file.takenNs(), file.takenMs(), records)).stream()
            .filter(outcome -> !outcome.same())
            .toList();
    assertThat(outcomes).hasSize(1);
    Outcome.Difference difference = outcomes.getFirst().difference().orElseThrow();
    assertThat(difference.record()).isEqualTo(changed);
    assertThat(difference.then()).isEqualTo(other);
    assertThat(difference.now().orElseThrow().what()).isEqualTo(estimated);
  }

  @Test
  void saysWhatItCannotReplay_whenTheBeginningIsGone() {
    scenario.receiver("receiver", link(1_000_000, 0));
    scenario.run(5);
    TraceFile file = trace();
    List<TraceRecord> half =
        file.records().subList(file.records().size() / 2, file.records().size());
    for (Outcome outcome : Replay.of(new TraceFile(file.takenNs(), file.takenMs(), half))) {
      assertThat(outcome.limit()).hasValueSatisfying(why -> assertThat(why).contains("before"));
      assertThat(outcome.compared()).isZero();
      assertThat(outcome.same()).isTrue();
    }
  }
}
