package io.plenum.rtc.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.wire.Bytes;
import io.plenum.rtc.wire.Span;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OpusPacketTest {
  /** First and last configuration of each row of RFC 6716, table 2. */
  @ParameterizedTest
  @CsvSource({
    "0, 480",
    "1, 960",
    "2, 1920",
    "3, 2880",
    "8, 480",
    "11, 2880",
    "12, 480",
    "13, 960",
    "14, 480",
    "15, 960",
    "16, 120",
    "17, 240",
    "18, 480",
    "19, 960",
    "28, 120",
    "31, 960"
  })
  void knowsTheDurationOfEachConfiguration(int config, int samples) {
    assertThat(samples("%02X".formatted(config << 3))).isEqualTo(samples);
    assertThat(samples("%02X".formatted((config << 3) | 4))).as("stereo").isEqualTo(samples);
  }

  @Test
  void countsFrames() {
    assertThat(samples("79 00")).as("two of equal size").isEqualTo(1920);
    assertThat(samples("7A 00")).as("two of unequal size").isEqualTo(1920);
    assertThat(samples("7B 03")).isEqualTo(3 * 960);
    assertThat(samples("7B C6")).as("with padding and variable rate").isEqualTo(6 * 960);
  }

  @Test
  void refusesMoreThan120Ms() {
    assertThat(samples("83 30")).as("48 of 2.5 ms").isEqualTo(OpusPacket.MAX_SAMPLES);
    assertThat(samples("83 31")).isEqualTo(-1);
    assertThat(samples("1B 03")).as("3 of 60 ms").isEqualTo(-1);
  }

  @Test
  void refusesWhatIsMalformed() {
    assertThat(samples("")).isEqualTo(-1);
    assertThat(samples("7B")).as("no count").isEqualTo(-1);
    assertThat(samples("7B 00")).as("no frames").isEqualTo(-1);
  }

  @Test
  void tellsSilence_byItsLength() {
    assertThat(OpusPacket.dtx(1)).isTrue();
    assertThat(OpusPacket.dtx(2)).isTrue();
    assertThat(OpusPacket.dtx(3)).isFalse();
  }

  private static int samples(String hex) {
    Span payload = Bytes.span(hex);
    return OpusPacket.samples(payload.memory(), payload.offset(), payload.length());
  }
}
