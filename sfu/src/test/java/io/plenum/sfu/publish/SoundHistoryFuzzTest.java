package io.plenum.sfu.publish;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.plenum.rtc.rtp.RtpView;
import io.plenum.rtc.wire.Span;
import org.junit.jupiter.api.Tag;

/**
 * Whatever a packet of redundant audio holds, it is taken or refused, and what is found afterwards
 * lay inside it, at its number or before.
 */
@Tag("S-4")
class SoundHistoryFuzzTest {
  private static final int RED = 63;
  private static final long NUMBER = 1 << 16;

  @FuzzTest
  void takesOrRefuses_anyPayload(byte[] bytes) {
    if (bytes.length > Publisher.MAX_PAYLOAD_BYTES) {
      return;
    }
    SoundHistory history = new SoundHistory(SoundHistoryTest.media());
    RtpView packet = SoundHistoryTest.packet(RED, 7_000, bytes);
    boolean taken = history.take(packet, NUMBER);

    Span found = new Span();
    assertThat(history.find(NUMBER, found)).isEqualTo(taken);
    assertThat(history.find(NUMBER + 1, found)).isFalse();
    int sum = 0;
    for (long number = NUMBER - SoundHistory.DEPTH + 1; number <= NUMBER; number++) {
      sum += history.find(number, found) ? found.length() : 0;
    }
    assertThat(sum).isLessThanOrEqualTo(bytes.length);
  }
}
