package io.plenum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.plenum.testkit.FuzzSearch;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/** Every parser holds what its fuzz target claims while the fuzzer searches; docs/fuzzing.md. */
@Tag("S-4")
class FuzzSearchTest {
  private static final int SECONDS = Integer.getInteger("fuzz.seconds", 3);
  private static final String ONLY = System.getProperty("fuzz.target", "");

  /** Less is no search; 3 s on a quiet machine are tens of thousands. */
  private static final long MIN_RUNS = 500;

  @TestFactory
  Stream<DynamicTest> findsNothing_whenTheFuzzerSearches() {
    return FuzzSearch.targets(FuzzSearchTest.class).stream()
        .filter(target -> target.contains(ONLY))
        .map(target -> dynamicTest(target, () -> search(target)));
  }

  private static void search(String target) throws Exception {
    FuzzSearch search = new FuzzSearch(target, Path.of("target", "fuzz", target), SECONDS);
    long runs = search.run();
    System.out.printf("%s: %,d inputs tried%n", target, runs);
    assertThat(runs).isGreaterThan(MIN_RUNS);
  }
}
