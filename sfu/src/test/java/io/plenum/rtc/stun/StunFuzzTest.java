package io.plenum.rtc.stun;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.plenum.rtc.wire.Span;
import org.junit.jupiter.api.Tag;

/** Whatever the bytes are, reading neither throws nor leaves them. */
@Tag("S-4")
class StunFuzzTest {
  private static final StunIntegrity INTEGRITY = StunIntegrity.shortTerm(StunVectors.PASSWORD);

  private final StunView view = new StunView();
  private final StunPeek peek = new StunPeek();

  @FuzzTest
  void staysTotal_onAnyBytes(byte[] bytes) {
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
