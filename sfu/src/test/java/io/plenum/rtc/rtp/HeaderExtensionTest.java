package io.plenum.rtc.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.wire.Bytes;
import io.plenum.rtc.wire.Span;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class HeaderExtensionTest {
  private static final int ID = 4;
  private static final int ABSENT = 5;
  private static final long SECOND_NS = 1_000_000_000L;

  private Span span;

  @Test
  void readsLoudnessAndVoice() {
    RtpView packet = packet(to -> AudioLevel.write(to, ID, 127, true));

    assertThat(AudioLevel.read(packet, ID)).isEqualTo(AudioLevel.SILENCE);
    assertThat(AudioLevel.voice(packet, ID)).isTrue();
    assertThat(AudioLevel.read(packet, ABSENT)).isEqualTo(-1);
    assertThat(AudioLevel.voice(packet, ABSENT)).isFalse();
  }

  @Test
  void countsSendTimeInFractionsOfASecond_andWrapsAfter64() {
    assertThat(AbsSendTime.of(0)).isZero();
    assertThat(AbsSendTime.of(SECOND_NS)).isEqualTo(1 << 18);
    assertThat(AbsSendTime.of(63 * SECOND_NS + SECOND_NS / 2)).isEqualTo((127 << 18) / 2);
    assertThat(AbsSendTime.of(64 * SECOND_NS - 1)).isEqualTo(0xFF_FFFF);
    assertThat(AbsSendTime.of(64 * SECOND_NS)).isZero();
    assertThat(AbsSendTime.of(-SECOND_NS)).isEqualTo(63 << 18);
    assertThat(AbsSendTime.of(Long.MAX_VALUE)).isBetween(0, 0xFF_FFFF);
  }

  @Test
  void readsSendTimeAndTransportSequence() {
    assertThat(AbsSendTime.read(packet(to -> AbsSendTime.write(to, ID, 3 * SECOND_NS)), ID))
        .isEqualTo(3 << 18);
    RtpView packet = packet(to -> TransportSequence.write(to, ID, 65_536 + 7));
    assertThat(TransportSequence.read(packet, ID)).isEqualTo(7);
    assertThat(TransportSequence.read(packet, ABSENT)).isEqualTo(-1);
    assertThat(AbsSendTime.read(packet, ID)).as("two bytes are too few").isEqualTo(-1);
  }

  @Test
  void sendTimeIsReplaced_whereItIsTheFirstUnderItsId() {
    for (int id : new int[] {ID, 20}) {
      RtpView packet = packet(to -> AbsSendTime.write(to, id, SECOND_NS));
      assertThat(AbsSendTime.replaceFirst(span, id + 1, 3 * SECOND_NS)).isFalse();
      assertThat(AbsSendTime.read(packet, id)).isEqualTo(1 << 18);
      assertThat(AbsSendTime.replaceFirst(span, id, 3 * SECOND_NS)).isTrue();
      assertThat(AbsSendTime.read(packet, id)).isEqualTo(3 << 18);
    }
    packet(to -> TransportSequence.write(to, ID, 7));
    assertThat(AbsSendTime.replaceFirst(span, ID, SECOND_NS)).as("two bytes").isFalse();
    packet(to -> {});
    assertThat(AbsSendTime.replaceFirst(span, ID, SECOND_NS)).as("no extension").isFalse();
  }

  @Test
  void readsHowTheCameraIsHeld() {
    RtpView packet = packet(to -> to.put(ID, 0b0000_1111, 1));

    assertThat(VideoOrientation.degrees(packet, ID)).isEqualTo(270);
    assertThat(VideoOrientation.flipped(packet, ID)).isTrue();
    assertThat(VideoOrientation.degrees(packet, ABSENT)).isEqualTo(-1);
  }

  @Test
  void readsAndComparesTexts() {
    RtpView packet = packet(to -> SdesText.write(to, ID, "mid-0"));

    assertThat(SdesText.read(packet, ID)).isEqualTo("mid-0");
    assertThat(SdesText.matches(packet, ID, "mid-0")).isTrue();
    assertThat(SdesText.matches(packet, ID, "mid-1")).isFalse();
    assertThat(SdesText.matches(packet, ID, "mid")).isFalse();
    assertThat(SdesText.read(packet, ABSENT)).isNull();
    assertThat(SdesText.matches(packet, ABSENT, "mid-0")).isFalse();
  }

  @Test
  void readsNothing_fromAnElementWithoutData() {
    RtpView packet = packet(to -> SdesText.write(to, ID, ""));

    assertThat(SdesText.read(packet, ID)).isNull();
    assertThat(AudioLevel.read(packet, ID)).isEqualTo(-1);
    assertThat(VideoOrientation.degrees(packet, ID)).isEqualTo(-1);
  }

  private RtpView packet(Consumer<ExtensionWriter> elements) {
    ExtensionWriter extensions = new ExtensionWriter();
    elements.accept(extensions);
    span = Bytes.empty(100);
    RtpWriter.writeHeader(span, 96, false, 1, 2, 3, extensions);
    RtpView packet = new RtpView();
    assertThat(packet.wrap(span)).isTrue();
    return packet;
  }
}
