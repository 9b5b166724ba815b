package io.plenum.signaling.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class SeatStateTest {
  @ParameterizedTest
  @EnumSource(SeatState.class)
  void rowNameIsReadBack(SeatState state) {
    assertThat(SeatState.ofRow(state.rowName())).isEqualTo(state);
  }

  @ParameterizedTest
  @EnumSource(SeatState.class)
  void nothingFollows_whenTheSeatIsGone(SeatState next) {
    for (SeatState state : SeatState.values()) {
      if (!state.taken()) {
        assertThat(state.mayBecome(next)).isFalse();
      }
    }
  }

  @Test
  void refusesAnIllegalTransition() {
    Script script = new Script();
    script.enter(Script.user("ann"));
    SeatRow admitted = script.seat("seat1").row();

    assertThatThrownBy(() -> admitted.gone(SeatState.REFUSED, Script.START))
        .isInstanceOf(IllegalStateException.class);
  }
}
