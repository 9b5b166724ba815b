package io.plenum.sfu.net;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class CompilerThreadsTest {
  /** Fields of {@code stat} behind the name (proc(5)): the first is the third of all. */
  private static final int NICE_AT = 19 - 3;

  @Test
  void compilersStepBack_andNobodyElse() throws IOException {
    assumeThat(Abi.refusal()).isEmpty();
    assertThat(CompilerThreads.stepBack()).isPositive();

    List<Integer> compilers = new ArrayList<>();
    List<Integer> others = new ArrayList<>();
    try (Stream<Path> threads = Files.list(Path.of("/proc/self/task"))) {
      for (Path thread : threads.toList()) {
        (CompilerThreads.compiles(thread) ? compilers : others).add(nice(thread));
      }
    }
    assertThat(compilers).isNotEmpty().allMatch(nice -> nice >= CompilerThreads.NICE);
    assertThat(others).anyMatch(nice -> nice < CompilerThreads.NICE);
  }

  private static int nice(Path thread) throws IOException {
    String stat = Files.readString(thread.resolve("stat"));
    String behindTheName = stat.substring(stat.lastIndexOf(')') + 2);
    return Integer.parseInt(behindTheName.split(" ", -1)[NICE_AT]);
  }
}
