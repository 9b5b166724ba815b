package io.plenum.rtc.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.rtcp.TransportFeedback.Arrival;
import io.plenum.rtc.wire.Bytes;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class TransportFeedbackRecorderTest {
  private static final long MS = 1_000_000;

  private final TransportFeedbackRecorder recorder = new TransportFeedbackRecorder();

  @Test
  void reportsNothing_beforeTheFirstArrival() {
    assertThat(recorder.pending()).isFalse();
    assertThat(recorder.report(1, 2)).isEmpty();
  }

  @Test
  void tellsArrivalsAndLosses() {
    recorder.record(65_535, 128 * MS);
    recorder.record(65_537, 130 * MS);

    assertThat(recorder.report(1, 2))
        .containsExactly(
            new TransportFeedback(
                1, 2, 65_535, 3, 2, 0, List.of(new Arrival(0, 0), new Arrival(2, 8))));
    assertThat(recorder.pending()).isFalse();
  }

  @Test
  void tellsLossesBetweenReports_andCountsReports() {
    recorder.record(10, 0);
    recorder.report(1, 2);
    recorder.record(13, 64 * MS);

    assertThat(recorder.report(1, 2))
        .containsExactly(new TransportFeedback(1, 2, 11, 3, 1, 1, List.of(new Arrival(2, 0))));
  }

  @Test
  void correctsALoss_whenThePacketComesLate() {
    recorder.record(10, 0);
    recorder.record(12, 2 * MS);
    recorder.report(1, 2);
    recorder.record(11, 3 * MS);

    assertThat(recorder.report(1, 2))
        .containsExactly(
            new TransportFeedback(
                1, 2, 11, 2, 0, 1, List.of(new Arrival(0, 12), new Arrival(1, -4))));
  }

  @Test
  void ignoresADuplicate() {
    recorder.record(10, 0);
    recorder.report(1, 2);
    recorder.record(10, 5 * MS);

    assertThat(recorder.pending()).isFalse();
  }

  @Test
  void beginsAnotherPacket_whenADeltaDoesNotFit() {
    recorder.record(10, 0);
    recorder.record(11, 9_000 * MS);

    List<TransportFeedback> reports = recorder.report(1, 2);

    assertThat(reports).hasSize(2);
    assertThat(reports.get(1).baseSequence()).isEqualTo(11);
    assertThat(reports.get(1).referenceTime()).isEqualTo(140);
  }

  @Test
  void forgetsWhatLeavesTheWindow() {
    recorder.record(0, 0);
    recorder.record(TransportFeedbackRecorder.WINDOW, MS);
    recorder.record(0, 2 * MS);

    List<TransportFeedback> reports = recorder.report(1, 2);

    assertThat(reports).hasSize(1);
    assertThat(reports.getFirst().baseSequence()).isEqualTo(1);
    assertThat(reports.getFirst().arrivals()).hasSize(1);
  }

  @Test
  void staysBounded_whenTheSequenceLeaps() {
    recorder.record(0, 0);
    recorder.record(1L << 40, MS);
    recorder.record((1L << 40) - 5, 2 * MS);

    assertThat(recorder.report(1, 2).getFirst().arrivals()).hasSize(2);
  }

  @Test
  void splitsReports_soThatEachFitsADatagram() {
    Random random = new Random(1);
    long sequence = 0;
    for (int i = 0; i < 1000; i++) {
      sequence += random.nextInt(1, 4);
      recorder.record(sequence, random.nextInt(8000) * MS);
    }

    List<TransportFeedback> reports = recorder.report(1, 2);

    assertThat(reports).hasSizeGreaterThan(1000 / TransportFeedbackRecorder.MAX_ARRIVALS);
    for (TransportFeedback report : reports) {
      assertThat(RtcpWriter.write(List.of(report), Bytes.empty(1200))).isPositive();
    }
  }

  @Property
  void tellsEveryArrivalInItsTick_whateverTheOrder(@ForAll long seed) {
    TransportFeedbackRecorder fresh = new TransportFeedbackRecorder();
    Random random = new Random(seed);
    Map<Integer, Long> expected = new HashMap<>();
    Map<Integer, Long> told = new HashMap<>();
    long start = random.nextLong(0, 70_000);
    long nowNs = random.nextLong(0, 1L << 40);
    for (int i = 0; i < 500; i++) {
      nowNs += random.nextLong(0, 20 * MS);
      long sequence = start + 2L * i + random.nextInt(40);
      fresh.record(sequence, nowNs);
      expected.putIfAbsent((int) sequence & 0xFFFF, nowNs / TransportFeedback.TICK_NS);
      if (random.nextInt(30) == 0) {
        collect(fresh.report(1, 2), told);
      }
    }
    collect(fresh.report(1, 2), told);

    assertThat(told).isEqualTo(expected);
  }

  private static void collect(List<TransportFeedback> reports, Map<Integer, Long> told) {
    for (TransportFeedback report : reports) {
      long tick = (long) report.referenceTime() * TransportFeedback.TICKS_PER_REFERENCE;
      for (Arrival arrival : report.arrivals()) {
        tick += arrival.deltaTicks();
        told.put(report.sequenceNumber(arrival), tick);
      }
    }
  }
}
