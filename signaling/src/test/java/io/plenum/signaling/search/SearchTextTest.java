package io.plenum.signaling.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("M-6")
class SearchTextTest {
  private static boolean finds(String query, String text) {
    List<String> terms = SearchText.terms(query);
    return !terms.isEmpty() && terms.stream().allMatch(SearchText.write(text)::contains);
  }

  @ParameterizedTest
  @CsvSource({
    "weekly, Weekly Sync",
    "WEEK, weekly",
    "ekl, Weekly",
    "sync weekly, Weekly Sync",
    "cafe, Café à la carte",
    "CAFÉ, cafe",
    "strasse, Hauptstraße",
    "σας, ΣΑΣ",
    "we, Weekly",
    "a, plan a",
    "日本, こんにちは日本語",
    "本, 日本語",
    "日本語 test, Test für 日本語",
    "회의, 주간 회의록",
    "v1.2, Release v1.2 is out",
    "o'neil, Mr O'Neill",
  })
  void findsWords_theirBeginningsAndMiddles_inAnyScript(String query, String text) {
    assertThat(finds(query, text)).isTrue();
  }

  @ParameterizedTest
  @CsvSource({"monthly, Weekly", "ek, Weekly", "a, plan", "日語, 日本語", "weekly x, Weekly"})
  void findsNothingElse(String query, String text) {
    assertThat(finds(query, text)).isFalse();
  }

  @Test
  void asksForNothing_whenThereIsNoLetter() {
    assertThat(SearchText.terms("  %_*\"'!? ")).isEmpty();
    assertThat(SearchText.terms("")).isEmpty();
  }

  @Test
  void keepsToItsLimits() {
    assertThat(SearchText.terms("aaa bbb ccc ddd eee fff ggg hhh iii"))
        .hasSize(SearchText.TERM_LIMIT);
    assertThat(SearchText.terms("x".repeat(10_000)).getFirst()).hasSize(SearchText.QUERY_LIMIT);
  }

  @Property
  void isTotal_andATermHoldsNothingThatAQueryLanguageKnows(@ForAll String text) {
    assertThat(SearchText.write(text)).startsWith(" ").endsWith(" ");
    for (String term : SearchText.terms(text)) {
      assertThat(term.codePointCount(0, term.length())).isGreaterThanOrEqualTo(3);
      assertThat(term).doesNotContain("\"", "%", "_", "\\", "'", "\0");
    }
  }
}
