package io.plenum.rtc.rtcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.rtc.rtcp.TransportFeedback.Arrival;
import io.plenum.rtc.wire.Bytes;
import io.plenum.rtc.wire.Span;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class TransportFeedbackTest {
  private static final String HEAD = "00000001 00000002 FFFE ";

  @Test
  void readsARunOfSmallDeltas() {
    assertBoth(
        "8F CD 0005" + HEAD + "0002 000003 04 2002 0AFF",
        feedback(2, List.of(new Arrival(0, 10), new Arrival(1, 255))));
  }

  @Test
  void readsAVectorOfOneBitSymbols() {
    // 1 0 1: received, lost, received
    assertBoth(
        "8F CD 0005" + HEAD + "0003 000003 04 A800 0102",
        feedback(3, List.of(new Arrival(0, 1), new Arrival(2, 2))));
  }

  @Test
  void readsAVectorOfTwoBitSymbols_withNegativeDeltas() {
    // 01 10 00 10: small, large, lost, large
    assertBoth(
        "8F CD 0006" + HEAD + "0004 000003 04 D880 01 FFFF 0100 00",
        feedback(4, List.of(new Arrival(0, 1), new Arrival(1, -1), new Arrival(3, 256))));
  }

  @Test
  void splitsARunOfLosses_longerThanAChunk() {
    // 8,191 lost; 1 lost and 1 received as a vector
    assertBoth(
        "8F CD 0006" + HEAD + "2001 000003 04 1FFF 9000 05 000000",
        feedback(8193, List.of(new Arrival(8192, 5))));
  }

  @Test
  void namesSequenceNumbers_acrossTheWrap() {
    TransportFeedback feedback = feedback(3, List.of(new Arrival(0, 1), new Arrival(2, 1)));

    assertThat(feedback.sequenceNumber(feedback.arrivals().get(0))).isEqualTo(65_534);
    assertThat(feedback.sequenceNumber(feedback.arrivals().get(1))).isZero();
  }

  @Test
  void isMalformed_whenDeltasAreMissingOrASymbolIsReserved() {
    assertMalformed("8F CD 0005" + HEAD + "0003 000003 04 2003 0AFF");
    assertMalformed("8F CD 0004" + HEAD + "0001 000003 04");
    assertMalformed("8F CD 0005" + HEAD + "0001 000003 04 6001 0AFF");
    assertMalformed("8F CD 0005" + HEAD + "0001 000003 04 0000 0000");
  }

  @Test
  void refusesArrivals_outOfOrderOrRange() {
    List<Arrival> twice = List.of(new Arrival(1, 0), new Arrival(1, 0));
    assertThatThrownBy(() -> feedback(5, twice)).isInstanceOf(IllegalArgumentException.class);
    List<Arrival> outside = List.of(new Arrival(5, 0));
    assertThatThrownBy(() -> feedback(5, outside)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Arrival(0, 32_768)).isInstanceOf(IllegalArgumentException.class);
  }

  @Property
  void readsWhatWasWritten(
      @ForAll @Size(max = 200) List<@IntRange(min = -1, max = 3) Integer> kinds,
      @ForAll @IntRange(min = 1, max = 9000) int stretch) {
    List<Arrival> arrivals = new ArrayList<>();
    int index = 0;
    for (int kind : kinds) {
      switch (kind) {
        case 0 -> arrivals.add(new Arrival(index, index % 256));
        case 1 -> arrivals.add(new Arrival(index, 256 + index % 32_000));
        case 2 -> arrivals.add(new Arrival(index, -1 - index % 32_768));
        default -> {}
      }
      index += kind < 0 && index + stretch < 50_000 ? stretch : 1;
    }
    TransportFeedback feedback = feedback(index, arrivals);

    assertThat(parsed(written(feedback))).isEqualTo(feedback);
  }

  private static TransportFeedback feedback(int statusCount, List<Arrival> arrivals) {
    return new TransportFeedback(1, 2, 65_534, statusCount, 3, 4, arrivals);
  }

  private static void assertBoth(String hex, TransportFeedback feedback) {
    assertThat(parsed(Bytes.span(hex))).isEqualTo(feedback);
    assertThat(written(feedback).toBytes()).isEqualTo(Bytes.hex(hex));
  }

  private static void assertMalformed(String hex) {
    assertThat(RtcpReader.parse(Bytes.span(hex)))
        .isEqualTo(new RtcpParse.Rejected("malformed body"));
  }

  private static Span written(TransportFeedback feedback) {
    Span to = Bytes.empty(20_000);
    RtcpWriter.write(List.of(feedback), to);
    return to;
  }

  private static RtcpPacket parsed(Span datagram) {
    assertThat(RtcpReader.parse(datagram)).isInstanceOf(RtcpParse.Parsed.class);
    return ((RtcpParse.Parsed) RtcpReader.parse(datagram)).packets().getFirst();
  }
}
