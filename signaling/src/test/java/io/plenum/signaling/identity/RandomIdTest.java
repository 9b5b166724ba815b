package io.plenum.signaling.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("I-1b")
class RandomIdTest {
  private static final int DRAWS = 64;

  @Test
  void isAllThatTheSourceGives_andNothingElse() {
    byte[] id = new byte[16];
    new Random(1).nextBytes(id);
    assertThat(RandomId.next(new Random(1))).isEqualTo(HexFormat.of().formatHex(id));
    byte[] secret = new byte[32];
    new Random(1).nextBytes(secret);
    assertThat(Base64.getUrlDecoder().decode(RandomId.secret(new Random(1)))).isEqualTo(secret);
    assertThat(RandomId.secret(new Random(1))).matches("[A-Za-z0-9_-]{43}");
  }

  /** A bit that never changed would halve what a guesser has to try. */
  @Test
  void usesEveryBit() {
    Random random = new Random(1);
    byte[] ever = new byte[16];
    byte[] always = HexFormat.of().parseHex("ff".repeat(16));
    for (int i = 0; i < DRAWS; i++) {
      byte[] id = HexFormat.of().parseHex(RandomId.next(random));
      for (int at = 0; at < id.length; at++) {
        ever[at] |= id[at];
        always[at] &= id[at];
      }
    }
    assertThat(ever).containsOnly(0xff);
    assertThat(always).containsOnly(0);
  }
}
