package io.plenum.sfu.net;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lets the JVM's compilers run when nobody else wants the core: they work for the first minutes,
 * and where they share a core with a media loop a packet waits milliseconds for the end of their
 * turn.
 *
 * <p>Their threads are found by name, and get a nice value ({@code setpriority(2)}) of {@value
 * #NICE}: any process may give its own threads less. Compilers that begin later inherit it. Where
 * there is no Linux, nothing is done; a compiler that cannot be found or told costs what it did.
 */
public final class CompilerThreads {
  /** About a ninth of an ordinary thread's share, where both want the core. */
  static final int NICE = 10;

  private static final Path THREADS = Path.of("/proc/self/task");

  /** What the kernel keeps of "C2 CompilerThread0": 15 bytes. */
  private static final List<String> NAMES = List.of("C1 CompilerThre", "C2 CompilerThre");

  private CompilerThreads() {}

  /** Has them step back; how many were told. */
  public static int stepBack() {
    if (Abi.refusal().isPresent()) {
      return 0;
    }
    try (Arena arena = Arena.ofConfined();
        Stream<Path> threads = Files.list(THREADS)) {
      Libc libc = new Libc(arena);
      return (int)
          threads
              .filter(CompilerThreads::compiles)
              .filter(thread -> libc.nice(number(thread), NICE) == 0)
              .count();
    } catch (IOException hidden) {
      return 0;
    }
  }

  /** Whether the thread that this folder is of compiles; false if it has ended. */
  static boolean compiles(Path thread) {
    try {
      return NAMES.contains(Files.readString(thread.resolve("comm")).strip());
    } catch (IOException ended) {
      return false;
    }
  }

  private static int number(Path thread) {
    return Integer.parseInt(thread.getFileName().toString());
  }
}
