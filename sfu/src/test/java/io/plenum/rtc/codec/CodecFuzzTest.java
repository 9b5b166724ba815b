package io.plenum.rtc.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.plenum.rtc.wire.Bytes;
import io.plenum.rtc.wire.Span;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;

/** Whatever a payload holds, nothing throws, and rewriting changes neither length nor layout. */
class CodecFuzzTest {
  @FuzzTest(maxDuration = "10s")
  void rewritesOnlyNumbers_ofAnyVp8Payload(byte[] bytes) {
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
    new Vp8Shift(0x1234_5678_9ABCL, -77).apply(view);

    assertThat(view.wrap(payload.memory(), payload.offset(), payload.length())).isTrue();
    assertThat(view.descriptorLength()).isEqualTo(descriptorLength).isLessThan(bytes.length);
    assertThat(view.pictureIdBits()).isEqualTo(bits);
    assertThat(view.keyframe()).isEqualTo(keyframe);
    assertThat(view.width()).isEqualTo(width);
    assertThat(view.height()).isEqualTo(height);
  }

  @FuzzTest(maxDuration = "10s")
  void findsADurationOrNone_inAnyOpusPayload(byte[] bytes) {
    Span payload = Bytes.unaligned(bytes);
    int samples = OpusPacket.samples(payload.memory(), payload.offset(), payload.length());
    assertThat(samples == -1 || (samples >= 120 && samples <= OpusPacket.MAX_SAMPLES)).isTrue();
  }

  @Property
  void holds_onRandomBytes(@ForAll @Size(max = 20) byte[] bytes) {
    findsADurationOrNone_inAnyOpusPayload(bytes);
    rewritesOnlyNumbers_ofAnyVp8Payload(bytes);
  }
}
