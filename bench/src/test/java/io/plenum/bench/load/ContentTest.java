package io.plenum.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.rtp.ExtensionWriter;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.rtp.RtpWriter;
import io.plenum.rtc.wire.Span;
import io.plenum.rtc.wire.Wire;
import io.plenum.testkit.Piece;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentTest {
  private static final int BYTES = 1_000;

  private final Content content = new Content();

  @ParameterizedTest
  @CsvSource({"0, true", "0, false", "1, false"})
  void readsWhatItWrote_whereverInTheFrame(int index, boolean keyframe) {
    Piece piece = new Piece(3, 70_000, index, 2, 123_456_789_012L);
    Span packet = packet(BYTES);
    Content.writeVideo(
        packet.memory(), payload(packet), BYTES, piece, keyframe, 40_000, VideoShape.HD);

    assertThat(content.read(view(packet), true)).isEqualTo(piece);
  }

  @Test
  void readsSound() {
    Piece piece = new Piece(3, 4, 0, 1, 5);
    Span packet = packet(Content.VOICE_BYTES);
    Content.writeVoice(packet.memory(), payload(packet), piece);

    assertThat(content.read(view(packet), false)).isEqualTo(piece);
  }

  @Test
  void readsNothing_whereOneByteIsAnother() {
    Span packet = packet(BYTES);
    Piece piece = new Piece(3, 4, 1, 2, 5);
    Content.writeVideo(packet.memory(), payload(packet), BYTES, piece, false, 6, VideoShape.HD);
    long last = packet.offset() + packet.length() - 1;
    Wire.putU8(packet.memory(), last, Wire.u8(packet.memory(), last) ^ 1);

    assertThat(content.read(view(packet), true)).isNull();
  }

  private static Span packet(int payloadBytes) {
    Span packet = new Span().set(MemorySegment.ofArray(new byte[1_500]), 0, 0, 1_500);
    RtpWriter.writeHeader(packet, 96, false, 1, 2, 3, new ExtensionWriter());
    packet.length(packet.length() + payloadBytes);
    return packet;
  }

  private static long payload(Span packet) {
    return packet.offset() + RtpView.FIXED_HEADER_BYTES;
  }

  private static RtpView view(Span packet) {
    RtpView view = new RtpView();
    assertThat(view.wrap(packet)).isTrue();
    return view;
  }
}
