package io.plenum.bench.rest;

import java.util.Arrays;
import java.util.Random;

/**
 * What people write in the corpus: sentences of made-up words, whose frequencies fall off as those
 * of a natural language do (Zipf), and some in Han characters, without spaces. The same seed writes
 * the same text. Immutable; any thread may use it with a random source of its own.
 */
final class Vocabulary {
  private static final int WORDS = 20_000;
  private static final int HAN = 2_000;
  private static final int FIRST_HAN = 0x4E00;

  /** Of all messages. */
  private static final double IN_HAN = 0.15;

  private static final int SHORTEST_SENTENCE = 3;
  private static final int LONGEST_SENTENCE = 20;

  /** The most common words are short, as they are everywhere. */
  private static final int COMMON = 100;

  /** Characters of a prefix and of a middle that somebody types. */
  private static final int PART = 4;

  private static final String[] SYLLABLES = {
    "ba", "be", "bi", "bo", "da", "de", "di", "do", "fa", "fe", "ga", "go", "ha", "he", "ka", "ko",
    "la", "le", "li", "lo", "ma", "me", "mi", "mo", "na", "ne", "ni", "no", "pa", "pe", "ra", "re",
    "ri", "ro", "sa", "se", "si", "so", "ta", "te", "ti", "to", "va", "ve", "vi", "wa", "we", "za"
  };

  private final String[] words = new String[WORDS];
  private final double[] wordOdds = odds(WORDS);
  private final double[] hanOdds = odds(HAN);

  Vocabulary(long seed) {
    Random random = new Random(seed);
    for (int rank = 0; rank < WORDS; rank++) {
      int syllables = rank < COMMON ? 1 + random.nextInt(2) : 2 + random.nextInt(3);
      StringBuilder word = new StringBuilder();
      for (int i = 0; i < syllables; i++) {
        word.append(SYLLABLES[random.nextInt(SYLLABLES.length)]);
      }
      words[rank] = word.append(rank % 3 == 0 ? "n" : "").toString();
    }
  }

  /** How often what is at most this rank comes: 1/rank each, summed. */
  private static double[] odds(int count) {
    double[] sums = new double[count];
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += 1.0 / (i + 1);
      sums[i] = sum;
    }
    return sums;
  }

  private static int drawn(double[] odds, Random random) {
    int at = Arrays.binarySearch(odds, random.nextDouble() * odds[odds.length - 1]);
    return at < 0 ? Math.min(-at - 1, odds.length - 1) : at;
  }

  /** A chat message. */
  String message(Random random) {
    int length = random.nextInt(SHORTEST_SENTENCE, LONGEST_SENTENCE);
    StringBuilder text = new StringBuilder();
    if (random.nextDouble() < IN_HAN) {
      for (int i = 0; i < length; i++) {
        text.appendCodePoint(FIRST_HAN + drawn(hanOdds, random));
      }
      return text.append('。').toString();
    }
    for (int i = 0; i < length; i++) {
      text.append(i == 0 ? "" : " ").append(words[drawn(wordOdds, random)]);
    }
    return text.append('.').toString();
  }

  /** A meeting's name: three words. */
  String name(Random random) {
    return word(random) + " " + word(random) + " " + word(random);
  }

  /** A word to look for; common and rare ones alike often. */
  String word(Random random) {
    return words[evenly(WORDS, random)];
  }

  /** The beginning of a word that has more. */
  String prefix(Random random) {
    return longer(random, PART + 1).substring(0, PART);
  }

  /** The middle of a word. */
  String substring(Random random) {
    return longer(random, PART + 2).substring(1, PART + 1);
  }

  /** One character or two that follow each other in some message. */
  String han(Random random) {
    if (random.nextBoolean()) {
      return Character.toString(FIRST_HAN + evenly(HAN, random));
    }
    return Character.toString(FIRST_HAN + drawn(hanOdds, random))
        + Character.toString(FIRST_HAN + drawn(hanOdds, random));
  }

  private String longer(Random random, int atLeast) {
    String word = word(random);
    while (word.length() < atLeast) {
      word = word(random);
    }
    return word;
  }

  /** A rank, each order of magnitude as often as any other. */
  private static int evenly(int count, Random random) {
    return (int) Math.exp(random.nextDouble() * Math.log(count)) - 1;
  }
}
