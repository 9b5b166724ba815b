package io.plenum.rtc.stun;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.plenum.rtc.wire.Span;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever the bytes are, reading neither throws nor leaves them. */
@Tag("S-4")
class StunFuzzTest {
  private static final StunIntegrity INTEGRITY = StunIntegrity.shortTerm(StunVectors.PASSWORD);

  private final StunView view = new StunView();
  private final StunPeek peek = new StunPeek();

  @FuzzTest(maxDuration = "5s")
  void staysTotal_onAnyBytes(byte[] bytes) {
    readEverything(bytes);
  }

  @Test
  void staysTotal_onMutatedMessages() {
    Random random = new Random(1);
    byte[][] samples = {
      StunVectors.REQUEST, StunVectors.IPV6_RESPONSE, StunVectors.LONG_TERM_REQUEST
    };
    for (int i = 0; i < 20_000; i++) {
      byte[] bytes = samples[i % samples.length].clone();
      for (int changes = 1 + random.nextInt(6); changes > 0; changes--) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
      }
      readEverything(bytes);
    }
  }

  private void readEverything(byte[] bytes) {
    Span span = Span.of(bytes);
    String ufrag = peek.localUfrag(span);
    if (!view.wrap(span)) {
      assertThat(ufrag).isNull();
      return;
    }
    view.fingerprintHolds();
    INTEGRITY.holds(view);
    view.usernameIs("evtj:h6vY");
    view.priority();
    assertThat(view.transactionId()).hasSize(12);
    assertThat(view.unknownCount()).isBetween(0, StunView.MAX_UNKNOWN);
  }
}
