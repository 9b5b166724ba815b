package io.plenum.sfu.bandwidth;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.rtcp.TransportFeedback;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArrivalTimesTest {
  private static final long UNIT_NS = 64_000_000L;

  private final ArrivalTimes times = new ArrivalTimes();

  @Test
  void runsOn_whenTheReferenceWraps() {
    long before = at(0xFF_FFFF, 0);
    assertThat(at(0, UNIT_NS)).isEqualTo(before + UNIT_NS);
    assertThat(times.jumped()).isFalse();
  }

  @Test
  void goesBack_whenFeedbackOvertookAnother() {
    long newer = at(100, 0);
    assertThat(at(99, 1)).isEqualTo(newer - UNIT_NS);
    assertThat(times.jumped()).isFalse();
  }

  @Test
  void noticesAJump_whenReceiverTimeDoesNotPassAsOursDoes() {
    at(100, 0);
    at(100 + 100, UNIT_NS);
    assertThat(times.jumped()).isTrue();
    at(100 + 101, 2 * UNIT_NS);
    assertThat(times.jumped()).isFalse();
    at(100 + 102, 2 * UNIT_NS + ArrivalTimes.JUMP_NS + 2 * UNIT_NS);
    assertThat(times.jumped()).isTrue();
  }

  @Test
  void tellsWhatWasOvertaken() {
    List<TransportFeedback.Arrival> arrivals =
        List.of(arrival(0, 4), arrival(1, 60), arrival(2, -56), arrival(4, 8));
    times.take(new TransportFeedback(1, 2, 0, 5, 1, 0, arrivals), 0);
    assertThat(times.arrivalNs(0)).isEqualTo(UNIT_NS + 1_000_000);
    assertThat(times.arrivalNs(1)).isEqualTo(UNIT_NS + 16_000_000);
    assertThat(times.arrivalNs(3)).isEqualTo(UNIT_NS + 4_000_000);
    assertThat(times.overtaken(0)).isFalse();
    assertThat(times.overtaken(1)).isTrue();
    assertThat(times.overtaken(2)).isFalse();
  }

  private static TransportFeedback.Arrival arrival(int index, int deltaTicks) {
    return new TransportFeedback.Arrival(index, deltaTicks);
  }

  private long at(int reference, long nowNs) {
    return times.baseNs(new TransportFeedback(1, 2, 0, 1, reference, 0, List.of()), nowNs);
  }
}
