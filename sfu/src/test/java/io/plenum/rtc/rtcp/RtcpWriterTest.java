package io.plenum.rtc.rtcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.rtc.wire.Bytes;
import io.plenum.rtc.wire.Span;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class RtcpWriterTest {
  private static final int CAPACITY = 20_000;

  @Test
  void packsRequests_intoOneMask() {
    Nack nack = new Nack(1, 2, List.of(65_535, 0, 15, 16));

    // 65,535 and the 16 after it: 0 is bit 0, 15 is bit 15 - 16 needs a mask of its own.
    assertWritten(nack, "81 CD 0004 00000001 00000002 FFFF 8001 0010 0000");
  }

  @Test
  void cutsAnEstimate_toEighteenBits() {
    Remb written = new Remb(1, (1L << 40) + 1, List.of(2));

    Span to = Bytes.empty(CAPACITY);
    RtcpWriter.write(List.of(written), to);

    assertThat(RtcpReader.parse(to))
        .isEqualTo(new RtcpParse.Parsed(List.of(new Remb(1, 1L << 40, List.of(2)))));
  }

  @Test
  void endsANameWithAtLeastOneZero() {
    assertWritten(SourceDescription.cname(1, "ab"), "81 CA 0003 00000001 01 02 6162 00 000000");
  }

  @Test
  void throwsAndKeepsTheLength_whenThePacketsDoNotFit() {
    Span to = Bytes.empty(11);

    assertThatThrownBy(() -> RtcpWriter.write(List.of(new Pli(1, 2)), to))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(to.length()).isZero();
  }

  @Test
  void takesNoMore_thanTheCountCanSay() {
    ReportBlock block = new ReportBlock(1, 2, 3, 4, 5, 6, 7);
    ReceiverReport full = new ReceiverReport(1, Collections.nCopies(31, block));

    assertThat(reread(full)).isEqualTo(full);
    assertThatThrownBy(() -> new ReceiverReport(1, Collections.nCopies(32, block)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Bye(Collections.nCopies(32, 1), ""))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Remb(1, 1, Collections.nCopies(256, 1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> SourceDescription.cname(1, "a".repeat(256)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void roundTripsRequests_fromEveryStartNearTheWrap() {
    for (int start = 65_500; start < 65_560; start++) {
      int first = start;
      Nack nack =
          new Nack(1, 2, IntStream.range(0, 40).mapToObj(i -> (first + 3 * i) & 0xFFFF).toList());

      assertThat(reread(nack)).isEqualTo(nack);
    }
  }

  @Property
  void readsTheRequestsWritten_inAnyOrder(
      @ForAll List<@IntRange(max = 65_535) Integer> sequenceNumbers) {
    Nack nack = new Nack(1, 2, sequenceNumbers);

    assertThat(reread(nack)).isEqualTo(nack);
  }

  @Property
  void readsTheReportWritten(@ForAll("blocks") List<ReportBlock> blocks, @ForAll long ntpTime) {
    SenderReport report = new SenderReport(-1, ntpTime, ntpTime & 0xFFFF_FFFFL, 2, 3, blocks);

    assertThat(reread(report)).isEqualTo(report);
    assertThat(report.compactNtpTime()).isEqualTo((ntpTime << 16) >>> 32);
  }

  @Property
  void readsTheNamesWritten(@ForAll("texts") List<String> texts) {
    List<SourceDescription.Item> items =
        texts.stream().map(text -> new SourceDescription.Item(2, text)).toList();
    SourceDescription.Chunk chunk = new SourceDescription.Chunk(5, items);
    SourceDescription description = new SourceDescription(List.of(chunk, chunk));

    assertThat(reread(description)).isEqualTo(description);
  }

  @Provide
  Arbitrary<List<ReportBlock>> blocks() {
    Arbitrary<Long> words = Arbitraries.longs().between(0, 0xFFFF_FFFFL);
    return Combinators.combine(
            Arbitraries.integers(),
            Arbitraries.integers().between(0, 255),
            Arbitraries.integers()
                .between(ReportBlock.MIN_CUMULATIVE_LOST, ReportBlock.MAX_CUMULATIVE_LOST),
            words,
            words,
            words,
            words)
        .as(ReportBlock::new)
        .list()
        .ofMaxSize(31);
  }

  @Provide
  Arbitrary<List<String>> texts() {
    return Arbitraries.strings().withChars("aé€").ofMaxLength(80).list().ofMaxSize(5);
  }

  private static RtcpPacket reread(RtcpPacket packet) {
    Span to = Bytes.empty(CAPACITY);
    RtcpWriter.write(List.of(packet), to);
    return ((RtcpParse.Parsed) RtcpReader.parse(to)).packets().getFirst();
  }

  private static void assertWritten(RtcpPacket packet, String hex) {
    Span to = Bytes.empty(CAPACITY);
    assertThat(RtcpWriter.write(List.of(packet), to)).isEqualTo(Bytes.hex(hex).length);
    assertThat(to.toBytes()).isEqualTo(Bytes.hex(hex));
  }
}
