package io.plenum.signaling.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("M-2")
class AccessCodeTest {
  @Test
  void hasNineDigits_neverStartingWithZero() {
    Random random = new Random(1);
    for (int i = 0; i < 10_000; i++) {
      assertThat(AccessCode.draw(random)).matches("[1-9][0-9]{8}");
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "123456789",
        "123 456 789",
        "123-456-789",
        " 123456789 ",
        "123\u00a0456\u2013789",
        "1 2 3 4 5 6 7 8 9"
      })
  void isRead_withOrWithoutSpacesAndDashes(String typed) {
    assertThat(AccessCode.parse(typed)).contains("123456789");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "12345678",
        "1234567890",
        "012345678",
        "12345678a",
        "١٢٣٤٥٦٧٨٩",
        "1234567 8 9                                 "
      })
  void isNotRead_fromAnythingElse(String typed) {
    assertThat(AccessCode.parse(typed)).isEmpty();
  }
}
