package io.plenum.sfu.room;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.peer.PeerReject;
import io.plenum.sfu.pacing.PacketKind;
import io.plenum.sfu.replay.Outcome;
import io.plenum.sfu.replay.Replay;
import io.plenum.sfu.trace.TraceFile;
import io.plenum.sfu.trace.TraceParse;
import io.plenum.sfu.trace.TraceRecord;
import io.plenum.testkit.LinkConditions;
import io.plenum.testkit.ReceivedSlot;
import io.plenum.testkit.RoomScenario;
import io.plenum.testkit.RoomScenario.Receiver;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What waits of a picture when another size takes its place never leaves, and the receiver does not
 * notice: on a line that loses nothing it misses nothing, whatever was thrown away.
 */
class SupersededPicturesTest {
  private static final long MS = 1_000_000L;
  private static final int SENDERS = 4;
  private static final int QUEUE_BYTES = 10_000_000;

  /** 25 ms each way, and a queue that does not overflow here. */
  private static LinkConditions link(long bps) {
    return new LinkConditions(25 * MS, 0, 0, 1, 0, 0, 0, bps, QUEUE_BYTES);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void leavesNoHole_andRepeatsNoNumber(long seed) {
    RoomScenario scenario = new RoomScenario(seed, SENDERS);
    Receiver receiver = scenario.receiver("receiver", link(2_000_000));
    for (long bps : new long[] {400_000, 1_500_000, 300_000, 2_000_000, 250_000, 1_000_000}) {
      scenario.run(5);
      receiver.conditions(link(bps));
    }
    scenario.run(10);

    TraceFile trace = trace(scenario);
    assertThat(thrownAway(trace)).as("%s", scenario).isGreaterThan(20);
    for (int i = 0; i < SENDERS; i++) {
      ReceivedSlot slot = receiver.peer().slot("v" + i);
      assertThat(slot.holes()).as("%s in %s", i, scenario).isZero();
      assertThat(slot.faults()).as("%s in %s", i, scenario).isEmpty();
      assertThat(slot.pictures()).as("%s in %s", i, scenario).hasSizeGreaterThan(300);
    }
    assertThat(receiver.subscriber().nacks()).as("%s", scenario).isZero();
    // A number that is used twice is not sent.
    assertThat(scenario.room().peer("receiver").counters().rejected(PeerReject.NOT_SENDABLE))
        .as("%s", scenario)
        .isZero();
    for (Outcome outcome : Replay.of(trace)) {
      assertThat(outcome.difference()).as("%s in %s", outcome.name(), scenario).isEmpty();
      assertThat(outcome.fault()).as("%s in %s", outcome.name(), scenario).isEmpty();
    }
  }

  private static TraceFile trace(RoomScenario scenario) {
    byte[] taken =
        scenario.room().room().trace().take(scenario.room().clock().nowNs(), 1_000_000_000_000L);
    return ((TraceParse.Parsed) TraceFile.parse(taken)).file();
  }

  private static int thrownAway(TraceFile trace) {
    return trace.records().stream()
        .map(TraceRecord::what)
        .filter(TraceRecord.Discarded.class::isInstance)
        .map(TraceRecord.Discarded.class::cast)
        .filter(discarded -> discarded.kind() == PacketKind.VIDEO)
        .map(TraceRecord.Discarded::places)
        .mapToInt(List::size)
        .sum();
  }
}
