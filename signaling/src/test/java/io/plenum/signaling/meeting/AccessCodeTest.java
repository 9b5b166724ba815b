package io.plenum.signaling.meeting;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AccessCodeTest {
  @Test
  @Tag("M-2a")
  void hasNineDigitsAtFirst_neverStartingWithZero() {
    Random random = new Random(1);
    for (int i = 0; i < 1_000; i++) {
      assertThat(AccessCode.candidates(random).subList(0, AccessCode.TRIES))
          .allMatch(code -> code.matches("[1-9][0-9]{8}"));
    }
  }

  @Test
  @Tag("M-2a")
  void growsByADigit_whenAllCodesOfALengthAreTaken() {
    List<Integer> lengths =
        AccessCode.candidates(new Random(1)).stream().map(String::length).distinct().toList();
    assertThat(lengths).containsExactly(9, 10, 11, 12);
  }

  @Test
  @Tag("M-2b")
  void isShownInGroups() {
    assertThat(AccessCode.grouped("123456789")).isEqualTo("123 456 789");
    assertThat(AccessCode.grouped("1234567890")).isEqualTo("1 234 567 890");
  }

  @Test
  @Tag("M-2b")
  void isRead_alsoWhenItIsLonger() {
    assertThat(AccessCode.parse("1 234 567 890")).contains("1234567890");
    assertThat(AccessCode.parse("123 456 789 012")).contains("123456789012");
    assertThat(AccessCode.parse("123 456 789 0123")).isEmpty();
  }

  @ParameterizedTest
  @Tag("M-2b")
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

  @Test
  @Tag("M-2b")
  void isRead_fromTheLongestText() {
    String longest = "123456789" + " ".repeat(23);
    assertThat(AccessCode.parse(longest)).contains("123456789");
    assertThat(AccessCode.parse(longest + " ")).isEmpty();
  }

  @ParameterizedTest
  @Tag("M-2b")
  @ValueSource(
      strings = {
        "",
        "12345678",
        "012345678",
        "12345678a",
        "123456789a",
        "123456789.",
        "١٢٣٤٥٦٧٨٩",
        "1234567 8 9                                 "
      })
  void isNotRead_fromAnythingElse(String typed) {
    assertThat(AccessCode.parse(typed)).isEmpty();
  }
}
