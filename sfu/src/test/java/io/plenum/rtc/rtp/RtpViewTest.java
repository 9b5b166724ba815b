package io.plenum.rtc.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.wire.Bytes;
import io.plenum.rtc.wire.Wire;
import org.junit.jupiter.api.Test;

class RtpViewTest {
  private static final String FIXED = "80 EF FFFE FFFFFFF0 DEADBEEF ";

  private final RtpView view = new RtpView();

  @Test
  void readsTheFixedHeader() {
    assertThat(view.wrap(Bytes.span(FIXED + "010203"))).isTrue();

    assertThat(view.reject()).isEqualTo(RtpReject.NONE);
    assertThat(view.payloadType()).isEqualTo(111);
    assertThat(view.marker()).isTrue();
    assertThat(view.sequenceNumber()).isEqualTo(65_534);
    assertThat(view.timestamp()).isEqualTo(0xFFFF_FFF0L);
    assertThat(view.ssrc()).isEqualTo(0xDEADBEEF);
    assertThat(view.headerLength()).isEqualTo(12);
    assertThat(view.payloadLength()).isEqualTo(3);
    assertThat(Wire.u24(view.memory(), view.payloadOffset())).isEqualTo(0x010203);
  }

  @Test
  void listsContributingSources() {
    assertThat(view.wrap(Bytes.span("82 6F 0001 00000002 00000003 0000000A 0000000B FF"))).isTrue();

    assertThat(view.contributingSources()).isEqualTo(2);
    assertThat(view.contributingSource(1)).isEqualTo(0xB);
    assertThat(view.headerLength()).isEqualTo(20);
    assertThat(view.payloadLength()).isEqualTo(1);
  }

  @Test
  void leavesPaddingOutOfThePayload() {
    assertThat(view.wrap(Bytes.span("A0 6F 0001 00000002 00000003 0102 000003"))).isTrue();

    assertThat(view.payloadLength()).isEqualTo(2);
    assertThat(view.paddingLength()).isEqualTo(3);
  }

  @Test
  void hasNoPayload_whenAllOfItIsPadding() {
    assertThat(view.wrap(Bytes.span("A0 6F 0001 00000002 00000003 000003"))).isTrue();

    assertThat(view.payloadLength()).isZero();
  }

  @Test
  void findsElementsOfTheOneByteForm() {
    // id 1, one byte; padding; id 14, two bytes; padding
    view.wrap(Bytes.span("90 6F 0001 00000002 00000003 BEDE0002 10AA 0000 E1BBCC 00 01"));

    assertThat(view.headerLength()).isEqualTo(24);
    assertThat(view.extensionLength(1)).isEqualTo(1);
    assertThat(Wire.u8(view.memory(), view.extension(1))).isEqualTo(0xAA);
    assertThat(Wire.u16(view.memory(), view.extension(14))).isEqualTo(0xBBCC);
    assertThat(view.extension(2)).isEqualTo(-1);
    assertThat(view.extensionLength(2)).isEqualTo(-1);
  }

  @Test
  void findsElementsOfTheTwoByteForm_whateverItsApplicationBits() {
    // id 200, two bytes; id 3, none; padding
    view.wrap(Bytes.span("90 6F 0001 00000002 00000003 10070002 C802AABB 0300 0000"));

    assertThat(Wire.u16(view.memory(), view.extension(200))).isEqualTo(0xAABB);
    assertThat(view.extensionLength(3)).isZero();
    assertThat(view.extension(0)).isEqualTo(-1);
  }

  @Test
  void followsTheFormOfEachPacket_whenAStreamMixesThem() {
    view.wrap(Bytes.span("90 6F 0001 00000002 00000003 BEDE0001 10AA0000"));
    assertThat(view.extensionLength(1)).isEqualTo(1);

    view.wrap(Bytes.span("90 6F 0002 00000002 00000003 10000001 0102BBCC"));
    assertThat(view.extensionLength(1)).isEqualTo(2);

    view.wrap(Bytes.span(FIXED));
    assertThat(view.extensionLength(1)).isEqualTo(-1);
  }

  @Test
  void stopsAtId15AndAtAnId0WithALength_inTheOneByteForm() {
    view.wrap(Bytes.span("90 6F 0001 00000002 00000003 BEDE0002 10AA F0BB 20CC 0000"));
    assertThat(view.extensionLength(1)).isEqualTo(1);
    assertThat(view.extension(2)).isEqualTo(-1);

    view.wrap(Bytes.span("90 6F 0001 00000002 00000003 BEDE0002 10AA 01BBBB 20CC 00"));
    assertThat(view.extensionLength(1)).isEqualTo(1);
    assertThat(view.extension(2)).isEqualTo(-1);
  }

  @Test
  void keepsThePacket_whenTheLastElementIsCutOff() {
    assertThat(view.wrap(Bytes.span("90 6F 0001 00000002 00000003 BEDE0001 10AA 2FBB"))).isTrue();
    assertThat(view.extensionLength(1)).isEqualTo(1);
    assertThat(view.extension(2)).isEqualTo(-1);

    assertThat(view.wrap(Bytes.span("90 6F 0001 00000002 00000003 10000001 0101AA 02"))).isTrue();
    assertThat(view.extensionLength(1)).isEqualTo(1);
    assertThat(view.extension(2)).isEqualTo(-1);
  }

  @Test
  void looksAtNoMoreElements_thanTheLimit() {
    StringBuilder hex = new StringBuilder("90 6F 0001 00000002 00000003 1000 0022 ");
    for (int id = 1; id <= 34; id++) {
      hex.append("%02X 02 0000".formatted(id));
    }
    assertThat(view.wrap(Bytes.span(hex.toString()))).isTrue();

    assertThat(view.extensionLength(ExtensionElements.MAX_ELEMENTS)).isEqualTo(2);
    assertThat(view.extension(ExtensionElements.MAX_ELEMENTS + 1)).isEqualTo(-1);
  }

  @Test
  void ignoresAnUnknownProfile() {
    assertThat(view.wrap(Bytes.span("90 6F 0001 00000002 00000003 ABCD0001 10AA0000 01"))).isTrue();

    assertThat(view.extension(1)).isEqualTo(-1);
    assertThat(view.payloadLength()).isEqualTo(1);
  }

  @Test
  void saysWhy_whenItRejects() {
    assertRejected("", RtpReject.TOO_SHORT);
    assertRejected("80 6F 0001 00000002 000000", RtpReject.TOO_SHORT);
    assertRejected("40 6F 0001 00000002 00000003", RtpReject.WRONG_VERSION);
    assertRejected("81 6F 0001 00000002 00000003 000000", RtpReject.TRUNCATED_SOURCES);
    assertRejected("90 6F 0001 00000002 00000003 BEDE00", RtpReject.TRUNCATED_EXTENSION);
    assertRejected("90 6F 0001 00000002 00000003 BEDE0001 10AA00", RtpReject.TRUNCATED_EXTENSION);
    assertRejected("A0 6F 0001 00000002 00000003", RtpReject.WRONG_PADDING);
    assertRejected("A0 6F 0001 00000002 00000003 0100", RtpReject.WRONG_PADDING);
    assertRejected("A0 6F 0001 00000002 00000003 0003", RtpReject.WRONG_PADDING);
  }

  private void assertRejected(String hex, RtpReject reason) {
    assertThat(view.wrap(Bytes.span(hex))).isFalse();
    assertThat(view.reject()).isEqualTo(reason);
  }
}
