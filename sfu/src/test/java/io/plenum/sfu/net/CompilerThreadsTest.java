package io.plenum.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CompilerThreadsTest {
  /** Fields of {@code stat} behind the name (proc(5)): the first is the third of all. */
  private static final int NICE_AT = 19 - 3;

  @Test
  void compilersStepBack_andNobodyElse() throws IOException {
    assumeThat(Abi.refusal()).isEmpty();
    Map<Path, Integer> others = niceness(thread -> !CompilerThreads.compiles(thread));
    assertThat(CompilerThreads.stepBack()).isPositive();

    assertThat(niceness(CompilerThreads::compiles).values())
        .isNotEmpty()
        .allMatch(nice -> nice >= CompilerThreads.NICE);
    Map<Path, Integer> after = niceness(others::containsKey);
    assertThat(after)
        .isNotEmpty()
        .allSatisfy((thread, nice) -> assertThat(nice).isEqualTo(others.get(thread)));
  }

  private static Map<Path, Integer> niceness(Predicate<Path> which) throws IOException {
    Map<Path, Integer> all = new HashMap<>();
    try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
      for (Path thread : threads.filter(which).toList()) {
        try {
          all.put(thread, nice(thread));
        } catch (IOException ended) {
          // it is none of ours any more
        }
      }
    }
    return all;
  }

  private static int nice(Path thread) throws IOException {
    String stat = Files.readString(thread.resolve("stat"));
    String behindTheName = stat.substring(stat.lastIndexOf(')') + 2);
    return Integer.parseInt(behindTheName.split(" ", -1)[NICE_AT]);
  }
}
