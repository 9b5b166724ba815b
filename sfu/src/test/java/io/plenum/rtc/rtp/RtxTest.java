package io.plenum.rtc.rtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.rtc.wire.Bytes;
import io.plenum.rtc.wire.Span;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class RtxTest {
  private static final String ORIGINAL =
      "90 E0 FFFF 00000002 00000003 BEDE0001 10AA0000 0102030405";
  private static final String RETRANSMISSION =
      "90 E1 0007 00000002 00000009 BEDE0001 10AA0000 FFFF 0102030405";

  private final RtpView view = new RtpView();

  @Test
  void putsTheOriginalSequenceInFrontOfThePayload() {
    Span packet = Bytes.room(Bytes.hex(ORIGINAL), 2);
    view.wrap(packet);

    Rtx.encapsulate(packet, view, 97, 7, 9);

    assertThat(packet.toBytes()).isEqualTo(Bytes.hex(RETRANSMISSION));
    assertThat(view.payloadLength()).isEqualTo(7);
  }

  @Test
  void bringsTheOriginalBack() {
    Span packet = Bytes.span(RETRANSMISSION);
    view.wrap(packet);

    assertThat(Rtx.originalSequence(view)).isEqualTo(65_535);
    assertThat(Rtx.decapsulate(packet, view, 96, 3)).isTrue();

    assertThat(packet.toBytes()).isEqualTo(Bytes.hex(ORIGINAL));
    assertThat(view.sequenceNumber()).isEqualTo(65_535);
    assertThat(view.payloadLength()).isEqualTo(5);
  }

  @Test
  void dropsPadding_bothWays() {
    Span packet = Bytes.span("A0 E0 0005 00000002 00000003 0102 000003");
    view.wrap(packet);

    Rtx.encapsulate(packet, view, 97, 7, 9);
    assertThat(packet.toBytes()).isEqualTo(Bytes.hex("80 E1 0007 00000002 00000009 0005 0102"));

    Span padded = Bytes.span("A0 E1 0007 00000002 00000009 0005 0102 0002");
    view.wrap(padded);
    Rtx.decapsulate(padded, view, 96, 3);
    assertThat(padded.toBytes()).isEqualTo(Bytes.hex("80 E0 0005 00000002 00000003 0102"));
  }

  @Test
  void repeatsNothing_whenItIsOnlyPadding() {
    Span probe = Bytes.span("A0 E1 0007 00000002 00000009 01 0002");
    byte[] before = probe.toBytes();
    view.wrap(probe);

    assertThat(Rtx.originalSequence(view)).isEqualTo(-1);
    assertThat(Rtx.decapsulate(probe, view, 96, 3)).isFalse();
    assertThat(probe.toBytes()).isEqualTo(before);
  }

  @Test
  void throwsAndChangesNothing_whenThereIsNoRoom() {
    Span packet = Bytes.room(Bytes.hex(ORIGINAL), 1);
    view.wrap(packet);

    assertThatThrownBy(() -> Rtx.encapsulate(packet, view, 97, 7, 9))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThat(packet.toBytes()).isEqualTo(Bytes.hex(ORIGINAL));
  }

  @Test
  void writesOneStraightFromAPublishedPacket() {
    view.wrap(Bytes.span(ORIGINAL));
    ExtensionWriter extensions = new ExtensionWriter();
    extensions.put(1, 0xAA, 1);
    Span to = Bytes.empty(100);

    RtpWriter.writeHeader(to, 97, view.marker(), 7, view.timestamp(), 9, extensions);
    Rtx.appendOriginalSequence(to, view.sequenceNumber());
    RtpWriter.appendPayload(to, view);

    assertThat(to.toBytes()).isEqualTo(Bytes.hex(RETRANSMISSION));
  }

  @Property
  void roundTrips_fromEverySequenceNumber(
      @ForAll @IntRange(max = 65_535) int sequenceNumber, @ForAll @Size(max = 300) byte[] payload) {
    Span packet = Bytes.empty(400);
    RtpWriter.writeHeader(packet, 96, true, sequenceNumber, 5, 3, new ExtensionWriter());
    view.wrap(Bytes.unaligned(concat(packet.toBytes(), payload)));
    RtpWriter.appendPayload(packet, view);
    byte[] original = packet.toBytes();

    view.wrap(packet);
    Rtx.encapsulate(packet, view, 97, 65_535 - sequenceNumber, 9);
    assertThat(view.sequenceNumber()).isEqualTo(65_535 - sequenceNumber);
    assertThat(Rtx.decapsulate(packet, view, 96, 3)).isTrue();

    assertThat(packet.toBytes()).isEqualTo(original);
  }

  private static byte[] concat(byte[] first, byte[] second) {
    byte[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }
}
