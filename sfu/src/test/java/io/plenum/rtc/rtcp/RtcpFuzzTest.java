package io.plenum.rtc.rtcp;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.plenum.rtc.wire.Bytes;
import io.plenum.rtc.wire.Span;
import org.junit.jupiter.api.Tag;

/** Whatever the bytes are, the reader does not throw, and what it reads can be written again. */
@Tag("S-4")
class RtcpFuzzTest {
  private static final int ROOM = 1 << 17;

  @FuzzTest
  void rereadsItsOwnWriting_ofAnyBytes(byte[] bytes) {
    if (RtcpReader.parse(Bytes.unaligned(bytes)) instanceof RtcpParse.Parsed parsed) {
      Span written = Bytes.empty(ROOM);
      RtcpWriter.write(parsed.packets(), written);
      assertThat(RtcpReader.parse(written)).isEqualTo(parsed);
    }
  }
}
