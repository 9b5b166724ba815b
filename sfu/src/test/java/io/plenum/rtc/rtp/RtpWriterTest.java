package io.plenum.rtc.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.rtc.wire.Bytes;
import io.plenum.rtc.wire.Span;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RtpWriterTest {
  private final ExtensionWriter extensions = new ExtensionWriter();
  private final RtpView view = new RtpView();
  private final Span to = Bytes.empty(2000);

  @Test
  void writesNoExtensionBlock_withoutElements() {
    assertThat(RtpWriter.writeHeader(to, 96, true, 65_537, -1, 0xCAFEBABE, extensions))
        .isEqualTo(12);

    assertThat(to.toBytes()).isEqualTo(Bytes.hex("80 E0 0001 FFFFFFFF CAFEBABE"));
  }

  @Test
  void writesTheOneByteForm_whenAllElementsFitIt() {
    AudioLevel.write(extensions, 1, 30, true);
    extensions.put(14, 0x0102_0304_0506_0708L, 8);

    RtpWriter.writeHeader(to, 111, false, 1, 2, 3, extensions);

    assertThat(to.toBytes())
        .isEqualTo(Bytes.hex("90 6F 0001 00000002 00000003 BEDE0003 109E E70102030405060708 00"));
  }

  @Test
  void writesTheTwoByteForm_whenAnElementNeedsIt() {
    extensions.put(1, 0xAA, 1);
    extensions.put(15, 0xBB, 1);

    RtpWriter.writeHeader(to, 111, false, 1, 2, 3, extensions);

    assertThat(to.toBytes())
        .isEqualTo(Bytes.hex("90 6F 0001 00000002 00000003 10000002 0101AA 0F01BB 0000"));
  }

  @Test
  void copiesOnlyWhatTheMapNames_underTheReceiversId() {
    view.wrap(Bytes.span("90 6F 0001 00000002 00000003 BEDE0002 10AA 20BB 30CC 0000"));
    Map<String, Integer> from =
        Map.of(ExtensionUri.AUDIO_LEVEL, 1, ExtensionUri.MID, 2, ExtensionUri.PLAYOUT_DELAY, 3);
    Map<String, Integer> receiver = Map.of(ExtensionUri.AUDIO_LEVEL, 9, ExtensionUri.MID, 2);

    extensions.copy(view, ExtensionMap.between(from, receiver, ExtensionUri.END_TO_END));
    RtpWriter.writeHeader(to, 111, false, 1, 2, 3, extensions);

    assertThat(to.toBytes())
        .isEqualTo(Bytes.hex("90 6F 0001 00000002 00000003 BEDE0001 90AA 0000"));
  }

  @Test
  void leavesAnElementOut_atTheLimits() {
    byte[] long255 = new byte[255];
    assertThat(extensions.put(0, 1, 1)).isFalse();
    assertThat(extensions.put(256, 1, 1)).isFalse();
    assertThat(extensions.put(1, MemorySegment.ofArray(long255), 0, 255)).isTrue();
    assertThat(extensions.put(2, MemorySegment.ofArray(long255), 0, 34)).isFalse();
    assertThat(extensions.put(2, MemorySegment.ofArray(long255), 0, 33)).isTrue();
    for (int id = 3; id <= ExtensionWriter.MAX_ELEMENTS; id++) {
      assertThat(extensions.put(id, MemorySegment.ofArray(long255), 0, 0)).isTrue();
    }
    assertThat(extensions.put(99, MemorySegment.ofArray(long255), 0, 0)).isFalse();

    assertThat(extensions.blockLength()).isLessThanOrEqualTo(ExtensionWriter.MAX_BLOCK_BYTES);
    assertThat(RtpWriter.writeHeader(to, 96, false, 1, 2, 3, extensions))
        .isLessThanOrEqualTo(RtpWriter.MAX_HEADER_BYTES);
  }

  @Test
  void throws_whenTheSpanIsTooSmall() {
    assertThatThrownBy(() -> RtpWriter.writeHeader(Bytes.empty(11), 96, false, 1, 2, 3, extensions))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Test
  void pads_upToTheLimit() {
    RtpWriter.writeHeader(to, 96, false, 1, 2, 3, extensions);
    RtpWriter.appendPadding(to, RtpWriter.MAX_PADDING_BYTES);

    assertThat(view.wrap(to)).isTrue();
    assertThat(view.paddingLength()).isEqualTo(255);
    assertThat(view.payloadLength()).isZero();
    assertThatThrownBy(() -> RtpWriter.appendPadding(to, 256))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> RtpWriter.appendPadding(to, 0))
        .isInstanceOf(IndexOutOfBoundsException.class);
  }

  @Property
  void readsWhatWasWritten(
      @ForAll @IntRange(max = 127) int payloadType,
      @ForAll boolean marker,
      @ForAll @IntRange(max = 65_535) int sequenceNumber,
      @ForAll int timestamp,
      @ForAll int ssrc,
      @ForAll @IntRange(min = 1, max = 255) int id,
      @ForAll @Size(max = 255) byte[] data,
      @ForAll @Size(max = 1200) byte[] payload) {
    extensions.clear().put(id, MemorySegment.ofArray(data), 0, data.length);
    RtpWriter.writeHeader(to, payloadType, marker, sequenceNumber, timestamp, ssrc, extensions);
    int headerLength = to.length();
    to.length(headerLength + payload.length);
    MemorySegment.copy(
        MemorySegment.ofArray(payload), 0, to.memory(), to.offset() + headerLength, payload.length);

    assertThat(view.wrap(to)).isTrue();
    assertThat(view.payloadType()).isEqualTo(payloadType);
    assertThat(view.marker()).isEqualTo(marker);
    assertThat(view.sequenceNumber()).isEqualTo(sequenceNumber);
    assertThat(view.timestamp()).isEqualTo(timestamp & 0xFFFF_FFFFL);
    assertThat(view.ssrc()).isEqualTo(ssrc);
    assertThat(slice(view.extension(id), view.extensionLength(id))).isEqualTo(data);
    assertThat(slice(view.payloadOffset(), view.payloadLength())).isEqualTo(payload);
  }

  private byte[] slice(long offset, int length) {
    return new Span().set(view.memory(), offset, length, length).toBytes();
  }
}
