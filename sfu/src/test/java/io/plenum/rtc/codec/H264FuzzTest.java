package io.plenum.rtc.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.plenum.rtc.wire.Bytes;
import io.plenum.rtc.wire.Span;
import org.junit.jupiter.api.Tag;

/** Whatever an H.264 payload holds, nothing throws, and a size is one that a level allows. */
@Tag("S-4")
class H264FuzzTest {
  @FuzzTest
  void findsASizeOrNone_inAnyPayload(byte[] bytes) {
    Span payload = Bytes.unaligned(bytes);
    H264View view = new H264View();
    PictureSizes sizes = new PictureSizes();
    if (view.wrap(payload.memory(), payload.offset(), payload.length())) {
      view.size(new H264Size(), sizes);
    }
    for (int i = 0; i < sizes.layers(); i++) {
      assertThat(sizes.width(i)).isBetween(1, 1 << 15);
      assertThat(sizes.height(i)).isBetween(1, 1 << 15);
    }
  }
}
