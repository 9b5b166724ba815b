package io.plenum.rtc.stun;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the fuzz target claims, on mutated messages of RFC 5769. */
@Tag("S-4")
class StunPropertyTest {
  @Test
  void staysTotal_onMutatedMessages() {
    Random random = new Random(1);
    StunFuzzTest target = new StunFuzzTest();
    byte[][] samples = {
      StunVectors.REQUEST, StunVectors.IPV6_RESPONSE, StunVectors.LONG_TERM_REQUEST
    };
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = samples[i % samples.length].clone();
      for (int changes = 1 + random.nextInt(6); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      target.staysTotal_onAnyBytes(bytes);
    }
  }
}
