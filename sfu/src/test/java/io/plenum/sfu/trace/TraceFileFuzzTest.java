package io.plenum.sfu.trace;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.plenum.sfu.replay.Replay;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;

/** Whatever a file holds, it is a reject with a reason, or a trace that can be replayed. */
@Tag("S-4")
class TraceFileFuzzTest {
  @FuzzTest
  void readsOrRejects_whateverTheBytesAre(byte[] bytes) {
    check(TraceFile.parse(bytes));
    byte[] clock = new byte[TraceRing.CLOCK_BYTES];
    byte[] block = Arrays.copyOf(clock, clock.length + bytes.length);
    System.arraycopy(bytes, 0, block, clock.length, bytes.length);
    check(TraceFile.parse(TraceFile.bytes(List.of(block), 0, 0)));
  }

  private static void check(TraceParse parse) {
    switch (parse) {
      case TraceParse.Parsed parsed -> Replay.of(parsed.file());
      case TraceParse.Rejected rejected -> {
        assertThat(rejected.reason()).isNotBlank();
        assertThat(rejected.offset()).isNotNegative();
      }
    }
  }
}
