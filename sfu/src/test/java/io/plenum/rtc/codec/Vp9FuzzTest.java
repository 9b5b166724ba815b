package io.plenum.rtc.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.plenum.rtc.wire.Bytes;
import io.plenum.rtc.wire.Span;
import org.junit.jupiter.api.Tag;

/** Whatever a VP9 payload holds, nothing throws, and rewriting changes neither size nor layout. */
@Tag("S-4")
class Vp9FuzzTest {
  @FuzzTest
  void rewritesOnlyNumbers_ofAnyPayload(byte[] bytes) {
    Span payload = Bytes.unaligned(bytes);
    Vp9View view = new Vp9View();
    if (!view.wrap(payload.memory(), payload.offset(), payload.length())) {
      return;
    }
    int bits = view.pictureIdBits();
    int references = view.references();
    int descriptorLength = view.descriptorLength();
    PictureSizes sizes = new PictureSizes();
    view.sizes(sizes);
    new PayloadRewriter()
        .rewrite(
            VideoCodec.VP9,
            payload.memory(),
            payload.offset(),
            payload.length(),
            PacketRewrite.of(0x9ABC, -77, false));

    assertThat(view.wrap(payload.memory(), payload.offset(), payload.length())).isTrue();
    assertThat(view.descriptorLength()).isEqualTo(descriptorLength).isLessThan(bytes.length);
    assertThat(view.pictureIdBits()).isEqualTo(bits);
    assertThat(view.references()).isEqualTo(references).isLessThanOrEqualTo(3);
    assertThat(sizes.layers()).isLessThanOrEqualTo(LayerMask.MAX_LAYERS);
  }
}
