package io.plenum.rtc.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.wire.Bytes;
import org.junit.jupiter.api.Test;

class Vp8ViewTest {
  private static final String KEYFRAME_640_480 = "50 4E 01 9D012A 8002 E001";

  @Test
  void readsTheShortestDescriptor() {
    Vp8View view = Vp8Packets.view("10 01");

    assertThat(view.descriptorLength()).isEqualTo(1);
    assertThat(view.startOfFrame()).isTrue();
    assertThat(view.keyframe()).isFalse();
    assertThat(view.pictureId()).isEqualTo(-1);
    assertThat(view.pictureIdBits()).isZero();
    assertThat(view.tl0PicIdx()).isEqualTo(-1);
    assertThat(view.temporalLayer()).isEqualTo(-1);
  }

  @Test
  void readsEveryField() {
    Vp8View view = Vp8Packets.view("B0 F0 9234 56 A3 01");

    assertThat(view.descriptorLength()).isEqualTo(6);
    assertThat(view.nonReference()).isTrue();
    assertThat(view.pictureId()).isEqualTo(0x1234);
    assertThat(view.pictureIdBits()).isEqualTo(15);
    assertThat(view.tl0PicIdx()).isEqualTo(0x56);
    assertThat(view.temporalLayer()).isEqualTo(2);
    assertThat(view.layerSync()).isTrue();
  }

  @Test
  void readsAShortPictureId() {
    Vp8View view = Vp8Packets.view("80 80 7F 01");

    assertThat(view.pictureId()).isEqualTo(127);
    assertThat(view.pictureIdBits()).isEqualTo(7);
    assertThat(view.descriptorLength()).isEqualTo(3);
  }

  @Test
  void hasNoTemporalLayer_whenOnlyTheKeyIndexIsThere() {
    Vp8View view = Vp8Packets.view("80 10 E5 01");

    assertThat(view.temporalLayer()).isEqualTo(-1);
    assertThat(view.layerSync()).isFalse();
    assertThat(view.descriptorLength()).isEqualTo(3);
  }

  @Test
  void tellsAKeyframeAndItsSize() {
    Vp8View view = Vp8Packets.view("10" + KEYFRAME_640_480);

    assertThat(view.keyframe()).isTrue();
    assertThat(view.width()).isEqualTo(640);
    assertThat(view.height()).isEqualTo(480);
  }

  @Test
  void leavesTheScaleOutOfTheSize() {
    Vp8View view = Vp8Packets.view("10 50 4E 01 9D012A 8042 E081");

    assertThat(view.width()).isEqualTo(640);
    assertThat(view.height()).isEqualTo(480);
  }

  @Test
  void tellsNoKeyframe_insideAFrameOrInALaterPartition() {
    assertThat(Vp8Packets.view("00" + KEYFRAME_640_480).keyframe()).isFalse();
    assertThat(Vp8Packets.view("11" + KEYFRAME_640_480).keyframe()).isFalse();
    assertThat(Vp8Packets.view("11" + KEYFRAME_640_480).startOfFrame()).isFalse();
  }

  @Test
  void tellsNoSize_whenTheHeaderIsShortOrItsCodeWrong() {
    assertThat(Vp8Packets.view("10 50 4E 01 9D012A 8002 E0").width()).isEqualTo(-1);
    assertThat(Vp8Packets.view("10 50 4E 01 9D012B 8002 E001").height()).isEqualTo(-1);
    assertThat(Vp8Packets.view("10 51 4E 01 9D012A 8002 E001").width()).isEqualTo(-1);
  }

  @Test
  void refusesAnIncompleteDescriptorOrAnEmptyPayload() {
    for (String hex :
        new String[] {
          "",
          "10",
          "80",
          "80 00",
          "80 80",
          "80 80 01",
          "80 80 81",
          "80 80 8101",
          "80 40",
          "80 40 01",
          "80 20",
          "80 20 00",
          "90 F0 9234 56",
          "90 F0 9234 56 A3"
        }) {
      assertThat(Vp8Packets.wrap(new Vp8View(), Bytes.hex(hex))).as(hex).isFalse();
    }
  }
}
