package io.plenum.signaling.identity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("I-3a")
class PasswordRuleTest {
  @ParameterizedTest
  @CsvSource({
    "Abcde1#, between 8 and 128",
    "ABCDEF1#, a lower-case letter",
    "abcdef1#, an upper-case letter",
    "Abcdefg#, a digit",
    "Abcdefg1, one of @!#$%&_-=+"
  })
  void saysWhatIsMissing(String password, String missing) {
    assertThat(PasswordRule.missing(password).orElseThrow()).contains(missing);
  }

  @Test
  void takesEightTo128Characters() {
    assertThat(PasswordRule.missing("Abcdef1#")).isEmpty();
    assertThat(PasswordRule.missing("Abcdef1#" + "x".repeat(120))).isEmpty();
    assertThat(PasswordRule.missing("Abcdef1#" + "x".repeat(121))).isPresent();
  }

  @ParameterizedTest
  @CsvSource({"@", "!", "'#'", "$", "%", "&", "_", "-", "=", "+"})
  void takesEachOfTheSigns(String sign) {
    assertThat(PasswordRule.missing("Abcdefg1" + sign)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"0", "5", "9"})
  void takesEachOfTheDigits(String digit) {
    assertThat(PasswordRule.missing("Abcdefg#" + digit)).isEmpty();
  }
}
