package io.plenum.rtc.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.plenum.rtc.wire.Bytes;
import io.plenum.rtc.wire.Span;
import org.junit.jupiter.api.Tag;

/** Whatever a payload of redundant audio holds, nothing throws, and all parts lie inside. */
@Tag("S-4")
class RedFuzzTest {
  @FuzzTest
  void staysInside_onAnyPayload(byte[] bytes) {
    Span payload = Bytes.unaligned(bytes);
    RedView view = new RedView();
    if (!view.wrap(payload.memory(), payload.offset(), payload.length())) {
      return;
    }
    long end = payload.offset() + payload.length();
    for (int i = 0; i < view.copies(); i++) {
      assertThat(view.copyOffset(i) + view.copyLength(i)).isLessThanOrEqualTo(end);
    }
    assertThat(view.primaryOffset() + view.primaryLength()).isEqualTo(end);
    assertThat(view.primaryPayloadType()).isBetween(0, 127);
  }
}
