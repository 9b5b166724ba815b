package io.plenum.signaling.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("S-4")
class CallerPlacesTest {
  private final CallerPlaces places = new CallerPlaces(2);

  @Test
  void refusesOnePlaceTooMany_untilOneIsGivenBack() {
    CallerPlaces.Place first = places.take("ada");
    CallerPlaces.Place second = places.take("ada");
    assertThatThrownBy(() -> places.take("ada"))
        .isInstanceOfSatisfying(
            Refusal.class,
            refusal -> assertThat(refusal.problem().code()).isEqualTo(ErrorCode.TOO_MANY_REQUESTS));
    places.take("gus").close();
    first.close();
    places.take("ada").close();
    second.close();
    assertThat(places.callers()).as("nobody is remembered").isZero();
  }
}
