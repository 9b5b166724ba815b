package io.plenum.sfu.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.plenum.rtc.rtcp.TransportFeedback;
import io.plenum.sfu.bandwidth.Feedback;
import io.plenum.sfu.pacing.PacketKind;
import io.plenum.sfu.state.StateWriter;
import io.plenum.sfu.trace.TraceRecord.Sent;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TraceRingTest {
  private static final long START_NS = 7_000_000_000_000L;
  private static final int SIZE = 4 * TraceRing.BLOCK_BYTES;

  private final TraceRing ring = new TraceRing(SIZE);

  @AfterEach
  void free() {
    ring.close();
  }

  private TraceFile file() {
    return file(ring.take(START_NS, 1_000));
  }

  private static TraceFile file(byte[] bytes) {
    TraceParse parse = TraceFile.parse(bytes);
    assertThat(parse).isInstanceOf(TraceParse.Parsed.class);
    return ((TraceParse.Parsed) parse).file();
  }

  @Test
  void takesNoMemory_beforeTheFirstRecord() {
    assertThat(ring.allocatedBytes()).isZero();
    assertThat(file().records()).isEmpty();
  }

  @Test
  void saysWhoAndWhenAndWhat() {
    Trail ann = ring.enter("ann", START_NS);
    ann.began(Feedback.TRANSPORT_WIDE, true, false, START_NS);
    ann.sent(PacketKind.VIDEO, false, 1_200, START_NS + 1);
    Trail bob = ring.enter("bob", START_NS + 5_000_000_000L);
    bob.reported(
        new TransportFeedback(
            1, 2, 65_535, 3, 0xABCDEF, 200, List.of(new TransportFeedback.Arrival(2, -5))),
        START_NS + 5_000_000_001L);

    assertThat(file().records())
        .containsExactly(
            new TraceRecord(START_NS, 0, new TraceRecord.Joined("ann")),
            new TraceRecord(
                START_NS, 0, new TraceRecord.Began(Feedback.TRANSPORT_WIDE, true, false)),
            new TraceRecord(START_NS + 1, 0, new Sent(PacketKind.VIDEO, false, 1_200)),
            new TraceRecord(START_NS + 5_000_000_000L, 1, new TraceRecord.Joined("bob")),
            new TraceRecord(
                START_NS + 5_000_000_001L,
                1,
                new TraceRecord.Reported(65_535, 3, 0xABCDEF, 200, List.of(List.of(2, -5)))));
  }

  @Test
  void saysWhichOfThoseThatWaited_areThrownAway() {
    Trail ann = ring.enter("ann", START_NS);
    BitSet places = new BitSet();
    places.set(0);
    places.set(31, 34);
    ann.discarded(PacketKind.VIDEO, 1_024, places, START_NS + 1);
    ann.discarded(PacketKind.RETRANSMISSION, 34, places, START_NS + 2);
    List<Integer> gone = List.of(0, 31, 32, 33);

    assertThat(file().records())
        .containsExactly(
            new TraceRecord(START_NS, 0, new TraceRecord.Joined("ann")),
            new TraceRecord(
                START_NS + 1, 0, new TraceRecord.Discarded(PacketKind.VIDEO, 1_024, gone)),
            new TraceRecord(
                START_NS + 2, 0, new TraceRecord.Discarded(PacketKind.RETRANSMISSION, 34, gone)));
  }

  @Test
  void keepsTheLatest_inFixedMemory() {
    Trail ann = ring.enter("ann", START_NS);
    int records = 3 * SIZE / TraceRing.HEAD_BYTES;
    for (int i = 0; i < records; i++) {
      ann.sent(PacketKind.AUDIO, true, i & 0x3FFF, START_NS + i * 1_000_000L);
    }

    assertThat(ring.allocatedBytes()).isEqualTo(SIZE);
    List<TraceRecord> kept = file().records();
    int most = SIZE / TraceRing.HEAD_BYTES;
    assertThat(kept).hasSizeBetween(most - 2 * TraceRing.BLOCK_BYTES / 8, most);
    for (int i = 0; i < kept.size(); i++) {
      int number = records - kept.size() + i;
      assertThat(kept.get(i).atNs()).isEqualTo(START_NS + number * 1_000_000L);
      assertThat(kept.get(i).what()).isEqualTo(new Sent(PacketKind.AUDIO, true, number & 0x3FFF));
    }
  }

  @Test
  void allocatesNothing_perRecord() {
    Trail ann = ring.enter("ann", START_NS);
    for (int i = 0; i < 2 * SIZE / TraceRing.HEAD_BYTES; i++) {
      ann.sent(PacketKind.VIDEO, true, 1_200, START_NS + i);
    }
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    for (int i = 0; i < 100_000; i++) {
      ann.sent(PacketKind.VIDEO, true, 1_200, START_NS + i);
      ann.released(1, 2, 3, START_NS + i);
      ann.deadline(START_NS + i);
    }
    assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(10_000);
  }

  @Test
  void keepsNoTrail_ofMoreThanItCanTellApart() {
    List<Trail> trails = new ArrayList<>();
    for (int i = 0; i < TraceRing.MAX_PARTICIPANTS; i++) {
      trails.add(ring.enter("p" + i, START_NS));
    }
    Trail tooMany = ring.enter("late", START_NS);
    tooMany.deadline(START_NS);
    assertThat(file().records()).hasSize(TraceRing.MAX_PARTICIPANTS);

    trails.get(17).left(START_NS);
    ring.enter("next", START_NS);
    assertThat(file().records().getLast())
        .isEqualTo(new TraceRecord(START_NS, 17, new TraceRecord.Joined("next")));
  }

  @Test
  void leavesAGap_whereAReportDoesNotFit() {
    Trail ann = ring.enter("ann", START_NS);
    List<TransportFeedback.Arrival> many = new ArrayList<>();
    for (int i = 0; i < TraceRing.MAX_BODY_BYTES / 4; i++) {
      many.add(new TransportFeedback.Arrival(i, 0));
    }
    ann.reported(new TransportFeedback(1, 2, 0, many.size(), 0, 0, many), START_NS);
    assertThat(file().records().getLast().what()).isEqualTo(new TraceRecord.Gap());
  }

  @Test
  void wantsTheState_threeTimesInARing() {
    Trail ann = ring.enter("ann", START_NS);
    ann.began(Feedback.TRANSPORT_WIDE, true, true, START_NS);
    int records = 0;
    while (!ann.checkpointDue()) {
      ann.deadline(START_NS);
      records++;
    }
    assertThat(records * TraceRing.HEAD_BYTES).isBetween(SIZE / 3 - 100, SIZE / 3 + 100);

    StateWriter state = ann.writer();
    state.of(12_345L);
    ann.checkpoint(state, START_NS);
    assertThat(ann.checkpointDue()).isFalse();
    TraceRecord.Began terms = new TraceRecord.Began(Feedback.TRANSPORT_WIDE, true, true);
    assertThat(file().records().getLast().what())
        .isEqualTo(new TraceRecord.Checkpoint("ann", terms, ByteBuffer.wrap(state.toBytes())));
  }

  @Test
  void cutsALongName() {
    ring.enter("ä".repeat(100), START_NS);
    assertThat(file().records().getFirst().what())
        .isEqualTo(new TraceRecord.Joined("ä".repeat(Trail.MAX_NAME_BYTES / 2)));
  }

  @Test
  void refusesWhatIsCutShort_atEveryLength() {
    Trail ann = ring.enter("ann", START_NS);
    ann.remb(1_000, START_NS);
    byte[] whole = ring.take(START_NS, 1_000);
    for (int length = 0; length < whole.length; length++) {
      assertThat(TraceFile.parse(Arrays.copyOf(whole, length)))
          .isInstanceOf(TraceParse.Rejected.class);
    }
    assertThat(TraceFile.parse(Arrays.copyOf(whole, whole.length + 1)))
        .isEqualTo(new TraceParse.Rejected("something follows the last block", whole.length));
  }

  @Test
  void refusesAnotherVersion_sayingWhich() {
    byte[] bytes = ring.take(START_NS, 1_000);
    bytes[8] = 9;
    assertThat(TraceFile.parse(bytes))
        .isEqualTo(new TraceParse.Rejected("it is of version 9; this program reads version 1", 8));
  }

  @Test
  void refusesCheckpointsOfAnotherVersion_sayingWhich() {
    byte[] bytes = ring.take(START_NS, 1_000);
    bytes[10] = 9;
    String reason =
        "its checkpoints are of version 9; this program reads version " + TraceFile.CHECKPOINTS;
    assertThat(TraceFile.parse(bytes)).isEqualTo(new TraceParse.Rejected(reason, 10));
  }

  @Test
  void saysTheTimeOfDay_ofARecord() {
    ring.enter("ann", START_NS - 2_500_000_000L);
    TraceFile file = file();
    assertThat(file.wallMs(file.records().getFirst())).isEqualTo(1_000 - 2_500);
  }
}
