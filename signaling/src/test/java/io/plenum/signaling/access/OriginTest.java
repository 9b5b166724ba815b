package io.plenum.signaling.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class OriginTest {
  @Test
  void isProven_onlyOfACallerWithoutASource() {
    assertThat(Origin.proven("user").isProven()).isTrue();
    assertThat(Origin.claimed("trunk", "+41").isProven()).isFalse();
    assertThat(Origin.of("office").isProven()).isFalse();
    assertThat(new Origin("", Optional.empty()).isProven()).isFalse();
  }
}
