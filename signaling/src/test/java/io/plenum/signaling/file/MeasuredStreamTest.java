package io.plenum.signaling.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MeasuredStreamTest {
  /** Of "abc", from FIPS 180-4's examples. */
  private static final String SHA256_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  private static MeasuredStream over(String text, long limitBytes) {
    return new MeasuredStream(
        new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), limitBytes);
  }

  @Test
  void digestsWhatIsRead_byteByByteOrAtOnce() throws IOException {
    MeasuredStream one = over("abc", 3);
    assertThat(new int[] {one.read(), one.read(), one.read(), one.read()})
        .containsExactly('a', 'b', 'c', -1);
    assertThat(one.digest()).isEqualTo(SHA256_OF_ABC);
    MeasuredStream all = over("abc", 3);
    assertThat(all.readAllBytes()).hasSize(3);
    assertThat(all.digest()).isEqualTo(SHA256_OF_ABC);
  }

  @Test
  void breaksOff_atTheFirstByteTooMuch() {
    assertThatThrownBy(() -> over("abcd", 3).readAllBytes())
        .isInstanceOf(MeasuredStream.LimitPassed.class)
        .hasMessageContaining("3 bytes");
  }

  @Test
  void passesOn_bytesAbove127() throws IOException {
    assertThat(over("\u00e9", 9).read()).isEqualTo(0xC3);
  }
}
