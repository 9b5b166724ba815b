package io.plenum.rtc.codec;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.plenum.rtc.rtp.ExtensionWriter;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.rtp.RtpWriter;
import io.plenum.rtc.wire.Span;
import java.lang.foreign.MemorySegment;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;

/**
 * Whatever the packets of a stream hold, one after the other, reading them never throws, and every
 * descriptor that can be read can be rewritten and read again.
 *
 * <pre>
 *  | codec:1 | then for each packet | timestamp:1 | descriptor length:1 | payload length:1 | both … |
 * </pre>
 */
@Tag("S-4")
class FrameReaderFuzzTest {
  private static final int ID = 3;

  private final ExtensionWriter extensions = new ExtensionWriter();
  private final Span span = new Span();
  private final RtpView view = new RtpView();

  @FuzzTest
  void readsOrRefuses_anyPackets(byte[] bytes) {
    if (bytes.length == 0) {
      return;
    }
    VideoCodec codec = List.of(VideoCodec.values()).get(bytes[0] & 3);
    FrameReader reader = FrameReader.of(codec, ID);
    FrameReader second = FrameReader.of(codec, ID);
    FrameInfo frame = new FrameInfo();
    FrameInfo again = new FrameInfo();
    int at = 1;
    while (at + 3 <= bytes.length) {
      int timestamp = bytes[at] & 0xFF;
      int descriptorEnd = Math.min(bytes.length, at + 3 + (bytes[at + 1] & 0xFF));
      int payloadEnd = Math.min(bytes.length, descriptorEnd + (bytes[at + 2] & 0xFF));
      byte[] descriptor = Arrays.copyOfRange(bytes, at + 3, descriptorEnd);
      byte[] payload = Arrays.copyOfRange(bytes, descriptorEnd, payloadEnd);
      extensions.clear().put(ID, MemorySegment.ofArray(descriptor), 0, descriptor.length);
      packet(timestamp, payload);
      reader.read(view, frame);
      check(frame);
      rewrite(frame, timestamp, payload);
      second.read(view, again);
      if (frame.isDescribed() && frame.known()) {
        assertThat(again.known()).isTrue();
        assertThat(again.spatial()).isEqualTo(frame.spatial());
        assertThat(again.temporal()).isEqualTo(frame.temporal());
      }
      at = payloadEnd;
    }
  }

  private static void check(FrameInfo frame) {
    if (frame.known()) {
      assertThat(frame.spatial()).isBetween(0, 7);
      assertThat(frame.temporal()).isBetween(0, 7);
      assertThat(frame.lastSpatial(7, 7)).isBetween(0, 7);
      assertThat(frame.predecessor(0, 0)).isLessThan(Math.max(1, frame.number()));
    }
  }

  /**
   * What was published as active stays so, for the second reader to be told the same; what cannot
   * be read is left as it is.
   */
  private void rewrite(FrameInfo frame, int timestamp, byte[] payload) {
    if (frame.known() && frame.isDescribed()) {
      long rewrite =
          PacketRewrite.withTargets(PacketRewrite.of(0, 0, true), frame.descriptor().active());
      extensions.clear();
      if (new DescriptorRewriter().write(extensions, ID, view, ID, frame, rewrite)) {
        packet(timestamp, payload);
      }
    }
  }

  private void packet(int timestamp, byte[] payload) {
    span.set(MemorySegment.ofArray(new byte[2_048]), 0, 0, 2_048);
    RtpWriter.writeHeader(span, 96, true, 1, timestamp * 3_000L, 7, extensions);
    int header = span.length();
    span.length(header + payload.length);
    MemorySegment.copy(MemorySegment.ofArray(payload), 0, span.memory(), header, payload.length);
    assertThat(view.wrap(span)).isTrue();
  }
}
