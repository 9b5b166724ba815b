package io.plenum.signaling.identity;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("I-3c")
class GeneratedPasswordTest {
  @Test
  void followsTheRule_andIsAnotherEachTime() {
    Random random = new Random(1);
    Set<String> drawn = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      String password = GeneratedPassword.draw(random);
      assertThat(PasswordRule.missing(password)).as(password).isEmpty();
      drawn.add(password);
    }
    assertThat(drawn).hasSize(1_000);
  }
}
