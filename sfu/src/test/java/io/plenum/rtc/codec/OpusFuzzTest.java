package io.plenum.rtc.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.plenum.rtc.wire.Bytes;
import io.plenum.rtc.wire.Span;
import org.junit.jupiter.api.Tag;

/** Whatever an Opus payload holds, nothing throws, and a duration is one that RFC 6716 allows. */
@Tag("S-4")
class OpusFuzzTest {
  @FuzzTest
  void findsADurationOrNone_inAnyPayload(byte[] bytes) {
    Span payload = Bytes.unaligned(bytes);
    int samples = OpusPacket.samples(payload.memory(), payload.offset(), payload.length());
    assertThat(samples == -1 || (samples >= 120 && samples <= OpusPacket.MAX_SAMPLES)).isTrue();
  }
}
