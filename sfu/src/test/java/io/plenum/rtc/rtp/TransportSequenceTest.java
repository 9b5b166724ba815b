package io.plenum.rtc.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.wire.Span;
import org.junit.jupiter.api.Test;

class TransportSequenceTest {
  private final ExtensionWriter extensions = new ExtensionWriter();
  private final RtpView view = new RtpView();
  private final Span packet = Span.of(new byte[200]);

  @Test
  void isReplaced_inTheOneByteForm() {
    TransportSequence.write(extensions, 5, 1);
    AudioLevel.write(extensions, 6, 30, true);
    assertReplaced(5);
  }

  @Test
  void isReplaced_inTheTwoByteForm() {
    TransportSequence.write(extensions, 20, 1);
    AudioLevel.write(extensions, 6, 30, true);
    assertReplaced(20);
  }

  @Test
  void leavesOtherExtensionsAlone() {
    AudioLevel.write(extensions, 6, 30, true);
    TransportSequence.write(extensions, 5, 1);
    write();
    byte[] before = packet.toBytes();
    assertThat(TransportSequence.replaceFirst(packet, 7)).isFalse();
    assertThat(packet.toBytes()).isEqualTo(before);
  }

  @Test
  void isNotFound_whereThereIsNoExtension() {
    write();
    assertThat(TransportSequence.replaceFirst(packet, 7)).isFalse();
  }

  private void assertReplaced(int id) {
    write();
    assertThat(TransportSequence.replaceFirst(packet, 0x1_FEDC)).isTrue();
    assertThat(view.wrap(packet)).isTrue();
    assertThat(TransportSequence.read(view, id)).isEqualTo(0xFEDC);
    assertThat(view.extensions().count()).isEqualTo(2);
    assertThat(view.payloadLength()).isZero();
  }

  private void write() {
    RtpWriter.writeHeader(packet, 96, true, 1, 2, 3, extensions);
  }
}
