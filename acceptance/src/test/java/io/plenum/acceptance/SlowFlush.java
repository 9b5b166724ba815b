package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * A disk that needs its time for each flush: made so slow from outside the process
 * (native/slow-flush.c, compiled here and loaded before the C library), so no other process
 * suffers, and the server knows nothing of it.
 */
final class SlowFlush {
  private SlowFlush() {}

  /** What a process's environment needs, so that each of its flushes lasts this much longer. */
  static Map<String, String> of(int milliseconds, Path folder)
      throws IOException, InterruptedException {
    return Map.of(
        "LD_PRELOAD", library(folder).toString(), "SLOW_FLUSH_MS", Integer.toString(milliseconds));
  }

  private static Path library(Path folder) throws IOException, InterruptedException {
    Path source = folder.resolve("slow-flush.c");
    try (InputStream in = SlowFlush.class.getResourceAsStream("/native/slow-flush.c")) {
      Files.copy(in, source);
    }
    Path library = folder.resolve("slow-flush.so");
    Process compiler =
        new ProcessBuilder(
                "cc", "-shared", "-fPIC", "-o", library.toString(), source.toString(), "-ldl")
            .inheritIO()
            .start();
    assertThat(compiler.waitFor()).as("exit code of cc").isZero();
    return library;
  }
}
