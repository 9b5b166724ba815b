package io.plenum.rtc.demux;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.wire.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatagramKindTest {
  @ParameterizedTest
  @CsvSource({
    "0, 1, STUN",
    "3, 0, STUN",
    "4, 0, UNKNOWN",
    "19, 0, UNKNOWN",
    "20, 254, DTLS",
    "63, 0, DTLS",
    "64, 0, UNKNOWN",
    "127, 0, UNKNOWN",
    "128, 96, RTP",
    "191, 0, RTP",
    "192, 0, UNKNOWN",
    "255, 255, UNKNOWN",
    "128, 191, RTP",
    "128, 192, RTCP",
    "128, 200, RTCP",
    "143, 223, RTCP",
    "128, 224, RTP"
  })
  void sortsByTheFirstTwoBytes(int first, int second, DatagramKind kind) {
    byte[] bytes = new byte[12];
    bytes[0] = (byte) first;
    bytes[1] = (byte) second;
    assertThat(DatagramKind.of(Span.of(bytes))).isEqualTo(kind);
  }

  @Test
  void isUnknown_whenTooShortForAnything() {
    for (int length = 0; length < 8; length++) {
      assertThat(DatagramKind.of(Span.of(new byte[length]))).isEqualTo(DatagramKind.UNKNOWN);
    }
  }

  @Test
  void isUnknown_whenTooShortForAnRtpHeader() {
    byte[] bytes = new byte[11];
    bytes[0] = (byte) 0x80;
    assertThat(DatagramKind.of(Span.of(bytes))).isEqualTo(DatagramKind.UNKNOWN);
  }
}
