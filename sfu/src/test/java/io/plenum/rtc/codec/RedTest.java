package io.plenum.rtc.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.wire.Bytes;
import io.plenum.rtc.wire.Span;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.HexFormat;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

/** Payloads by the layout of RFC 2198, section 3. */
class RedTest {
  private final RedView view = new RedView();

  @Test
  void readsACopyAndTheSoundItself() {
    // 111, 960 older, 3 bytes; then 111
    Span payload = Bytes.span("EF 0F0003 6F 010203 0A0B");
    assertThat(view.wrap(payload.memory(), payload.offset(), payload.length())).isTrue();

    assertThat(view.copies()).isEqualTo(1);
    assertThat(view.timestampOffset(0)).isEqualTo(960);
    assertThat(view.copyLength(0)).isEqualTo(3);
    assertThat(view.copyOffset(0)).isEqualTo(payload.offset() + 5);
    assertThat(view.primaryPayloadType()).isEqualTo(111);
    assertThat(view.primaryOffset()).isEqualTo(payload.offset() + 8);
    assertThat(view.primaryLength()).isEqualTo(2);
    assertThat(view.copyPayloadType(0)).isEqualTo(111);
  }

  /** RFC 2198, section 4: DVI4 (5) of 20 ms at 8 kHz, with LPC (7) of the 20 ms before. */
  @Test
  void readsTheExampleOfTheRfc() {
    Span payload = Bytes.span("87 02800E 05" + "AA".repeat(14) + "BB".repeat(84));
    assertThat(view.wrap(payload.memory(), payload.offset(), payload.length())).isTrue();

    assertThat(view.copies()).isEqualTo(1);
    assertThat(view.copyPayloadType(0)).isEqualTo(7);
    assertThat(view.timestampOffset(0)).isEqualTo(160);
    assertThat(view.copyLength(0)).isEqualTo(14);
    assertThat(view.primaryPayloadType()).isEqualTo(5);
    assertThat(view.primaryLength()).isEqualTo(84);
  }

  @Test
  void refusesWhatIsCutOffOrHasTooManyCopies() {
    for (String hex :
        new String[] {"", "EF", "EF 0F00", "EF 0F0003 6F 0102", "80000000".repeat(10) + "6F"}) {
      Span payload = Bytes.span(hex);
      assertThat(view.wrap(payload.memory(), payload.offset(), payload.length())).as(hex).isFalse();
    }
    Span most = Bytes.span("80000000".repeat(RedView.MAX_COPIES) + "6F");
    assertThat(view.wrap(most.memory(), most.offset(), most.length())).isTrue();
  }

  @Test
  void writesTheOldestFirst() {
    RedWriter writer = new RedWriter();
    begin(writer, "0303");
    assertThat(copy(writer, 960, "020202")).isTrue();
    assertThat(copy(writer, 1920, "010101")).isTrue();

    assertThat(written(writer))
        .isEqualTo("ef1e0003ef0f00036f" + "010101" + "020202" + "0303")
        .hasSize(2 * writer.bytes());

    begin(writer, "040404");
    assertThat(written(writer)).as("nothing is left of it").isEqualTo("6f040404");
  }

  @Test
  void leavesOut_whatIsTooOldTooLongOrOneTooMany() {
    RedWriter writer = new RedWriter();
    begin(writer, "0303");
    assertThat(copy(writer, 0, "01")).isFalse();
    assertThat(copy(writer, RedWriter.MAX_AGE + 1, "01")).isFalse();
    assertThat(copy(writer, 960, "00".repeat(RedWriter.MAX_COPY_BYTES + 1))).isFalse();
    assertThat(written(writer)).isEqualTo("6f0303");

    begin(writer, "0303");
    assertThat(copy(writer, 960, "00".repeat(RedWriter.MAX_COPY_BYTES))).isTrue();
    assertThat(copy(writer, 1920, "00".repeat(RedWriter.MAX_PAYLOAD_BYTES - 1_033))).isFalse();
    assertThat(copy(writer, 1920, "01")).isTrue();
    assertThat(copy(writer, RedWriter.MAX_AGE, "01")).as("a third").isFalse();
    assertThat(writer.bytes()).isLessThanOrEqualTo(RedWriter.MAX_PAYLOAD_BYTES);
  }

  @Property
  void readsWhatWasWritten(
      @ForAll @Size(max = 200) byte[] own,
      @ForAll @Size(max = 200) byte[] newer,
      @ForAll @Size(max = 200) byte[] older,
      @ForAll @IntRange(min = 1, max = 8_000) int age,
      @ForAll @IntRange(min = 0, max = 127) int payloadType) {
    RedWriter writer = new RedWriter();
    writer.begin(MemorySegment.ofArray(own), 0, own.length);
    writer.copy(age, MemorySegment.ofArray(newer), 0, newer.length);
    writer.copy(2L * age, MemorySegment.ofArray(older), 0, older.length);
    Span to = Bytes.empty(4_000);
    writer.append(to, payloadType);

    assertThat(view.wrap(to.memory(), to.offset(), to.length())).isTrue();
    assertThat(view.copies()).isEqualTo(2);
    assertThat(view.timestampOffset(0)).isEqualTo(2 * age);
    assertThat(view.timestampOffset(1)).isEqualTo(age);
    assertThat(part(to, view.copyOffset(0), view.copyLength(0))).isEqualTo(older);
    assertThat(part(to, view.copyOffset(1), view.copyLength(1))).isEqualTo(newer);
    assertThat(part(to, view.primaryOffset(), view.primaryLength())).isEqualTo(own);
    assertThat(view.primaryPayloadType()).isEqualTo(payloadType);
    assertThat(view.copyPayloadType(1)).isEqualTo(payloadType);
  }

  @Property
  void staysInside_onAnyPayload(@ForAll @Size(max = 60) byte[] bytes) {
    new RedFuzzTest().staysInside_onAnyPayload(bytes);
  }

  private static void begin(RedWriter writer, String sound) {
    byte[] bytes = Bytes.hex(sound);
    writer.begin(MemorySegment.ofArray(bytes), 0, bytes.length);
  }

  private static boolean copy(RedWriter writer, long age, String sound) {
    byte[] bytes = Bytes.hex(sound);
    return writer.copy(age, MemorySegment.ofArray(bytes), 0, bytes.length);
  }

  private static String written(RedWriter writer) {
    Span to = Bytes.empty(4_000);
    writer.append(to, 111);
    return HexFormat.of().formatHex(to.toBytes());
  }

  private static byte[] part(Span of, long at, int length) {
    return of.memory().asSlice(at, length).toArray(ValueLayout.JAVA_BYTE);
  }
}
