package io.plenum.bench.rest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class VocabularyTest {
  private final Vocabulary vocabulary = new Vocabulary(1);

  @Test
  void writesTheSameAgain_withTheSameSeed() {
    Vocabulary other = new Vocabulary(1);
    for (int i = 0; i < 100; i++) {
      assertThat(other.message(new Random(i))).isEqualTo(vocabulary.message(new Random(i)));
    }
  }

  @Test
  void looksForPartsOfWords() {
    Random random = new Random(1);
    for (int i = 0; i < 100; i++) {
      assertThat(vocabulary.prefix(random)).hasSize(4);
      assertThat(vocabulary.substring(random)).hasSize(4);
      assertThat(vocabulary.han(random)).hasSizeBetween(1, 2);
    }
  }

  @Test
  void oneRequestOfFiveWrites() {
    assertThat(Mix.WRITES.stream().mapToInt(Mix.SHARES::get).sum()).isEqualTo(200);
    assertThat(Mix.SHARES.values().stream().mapToInt(share -> share).sum()).isEqualTo(1_000);
  }
}
