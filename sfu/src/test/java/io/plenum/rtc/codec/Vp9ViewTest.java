package io.plenum.rtc.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.wire.Bytes;
import io.plenum.rtc.wire.Span;
import org.junit.jupiter.api.Test;

/** Payload descriptors by the layout of RFC 9628, section 4.2. */
class Vp9ViewTest {
  @Test
  void readsFlexibleMode_withReferences() {
    // I P L F E, picture id 0x1234, TID 2 U SID 1 D, differences 1 and 4, payload
    Vp9View view = view("F4 9234 53 03 08 AA");

    assertThat(view.flexible()).isTrue();
    assertThat(view.predicted()).isTrue();
    assertThat(view.startOfFrame()).isFalse();
    assertThat(view.endOfFrame()).isTrue();
    assertThat(view.pictureId()).isEqualTo(0x1234);
    assertThat(view.pictureIdBits()).isEqualTo(15);
    assertThat(view.temporalLayer()).isEqualTo(2);
    assertThat(view.switchingUpPoint()).isTrue();
    assertThat(view.spatialLayer()).isEqualTo(1);
    assertThat(view.interLayerDependent()).isTrue();
    assertThat(view.tl0PicIdx()).isEqualTo(-1);
    assertThat(view.references()).isEqualTo(2);
    assertThat(view.reference(0)).isEqualTo(1);
    assertThat(view.reference(1)).isEqualTo(4);
    assertThat(view.descriptorLength()).isEqualTo(6);
  }

  @Test
  void readsNonFlexibleMode_withTl0PicIdx() {
    Vp9View view = view("A9 7F 04 C8 AA");

    assertThat(view.flexible()).isFalse();
    assertThat(view.pictureId()).isEqualTo(0x7F);
    assertThat(view.pictureIdBits()).isEqualTo(7);
    assertThat(view.spatialLayer()).isEqualTo(2);
    assertThat(view.tl0PicIdx()).isEqualTo(200);
    assertThat(view.notForUpperLayers()).isTrue();
    assertThat(view.startOfFrame()).isTrue();
  }

  @Test
  void readsAScalabilityStructure_withSizesAndPictures() {
    // N_S 1, Y and G: 320x180, 640x360; two pictures, the second with two references
    Vp9View view = view("8A 05 38 0140 00B4 0280 0168 02 00 58 01 02 AA");
    PictureSizes sizes = new PictureSizes();
    view.sizes(sizes);

    assertThat(view.spatialLayers()).isEqualTo(2);
    assertThat(sizes.layers()).isEqualTo(2);
    assertThat(sizes.width(1)).isEqualTo(640);
    assertThat(sizes.height(1)).isEqualTo(360);
    assertThat(view.descriptorLength()).isEqualTo(16);
  }

  @Test
  void refusesWhatIsCutOffOrBreaksAMode() {
    for (String hex :
        new String[] {
          "",
          "80",
          "80 80",
          "80 05",
          "10 AA",
          "A0 05",
          "A0 05 00",
          "D0 05",
          "D0 05 03 05 07 09 AA",
          "82 05 38 0140 00B4 0280",
          "82 05 08",
          "82 05 08 01",
          "82 05 08 01 08 01"
        }) {
      Span span = Bytes.span(hex);
      assertThat(new Vp9View().wrap(span.memory(), span.offset(), span.length())).as(hex).isFalse();
    }
  }

  private static Vp9View view(String hex) {
    Span span = Bytes.span(hex);
    Vp9View view = new Vp9View();
    assertThat(view.wrap(span.memory(), span.offset(), span.length())).as(hex).isTrue();
    return view;
  }
}
