package io.plenum.rtc.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.plenum.rtc.wire.Bytes;
import io.plenum.rtc.wire.Span;
import org.junit.jupiter.api.Tag;

/** Whatever a VP8 payload holds, nothing throws, and rewriting changes neither size nor layout. */
@Tag("S-4")
class Vp8FuzzTest {
  @FuzzTest
  void rewritesOnlyNumbers_ofAnyPayload(byte[] bytes) {
    Span payload = Bytes.unaligned(bytes);
    Vp8View view = new Vp8View();
    if (!view.wrap(payload.memory(), payload.offset(), payload.length())) {
      return;
    }
    int width = view.width();
    int height = view.height();
    boolean keyframe = view.keyframe();
    int bits = view.pictureIdBits();
    int descriptorLength = view.descriptorLength();
    new PayloadRewriter()
        .rewrite(
            VideoCodec.VP8,
            payload.memory(),
            payload.offset(),
            payload.length(),
            PacketRewrite.of(0x9ABC, -77, false));

    assertThat(view.wrap(payload.memory(), payload.offset(), payload.length())).isTrue();
    assertThat(view.descriptorLength()).isEqualTo(descriptorLength).isLessThan(bytes.length);
    assertThat(view.pictureIdBits()).isEqualTo(bits);
    assertThat(view.keyframe()).isEqualTo(keyframe);
    assertThat(view.width()).isEqualTo(width);
    assertThat(view.height()).isEqualTo(height);
  }
}
