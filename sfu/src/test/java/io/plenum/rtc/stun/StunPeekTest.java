package io.plenum.rtc.stun;

import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.rtc.wire.Span;
import java.lang.foreign.MemorySegment;
import org.junit.jupiter.api.Test;

class StunPeekTest {
  private final StunPeek peek = new StunPeek();

  @Test
  void isTheFirstHalfOfTheUsername() {
    assertThat(peek.localUfrag(Span.of(StunVectors.REQUEST))).isEqualTo("evtj");
  }

  @Test
  void isNull_forResponsesAndNamesWithoutAColon() {
    assertThat(peek.localUfrag(Span.of(StunVectors.IPV4_RESPONSE))).isNull();
    assertThat(peek.localUfrag(Span.of(StunVectors.LONG_TERM_REQUEST))).isNull();
    assertThat(peek.localUfrag(Span.of(new byte[0]))).isNull();
  }

  @Test
  void isNull_whenTheUfragIsLongerThanAllowed() {
    assertThat(peek.localUfrag(named("u".repeat(255) + ":r"))).hasSize(255);
    assertThat(peek.localUfrag(named("u".repeat(256) + ":r"))).isNull();
  }

  private static Span named(String username) {
    Span span = new Span().set(MemorySegment.ofArray(new byte[600]), 0, 0, 600);
    new StunWriter()
        .begin(span, StunMessageType.BINDING_REQUEST, StunVectors.TRANSACTION_ID)
        .username(username);
    return span;
  }
}
