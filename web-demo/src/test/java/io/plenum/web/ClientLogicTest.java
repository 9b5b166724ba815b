package io.plenum.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Runs the modules' own tests (src/test/js) where Node.js is installed; the build has no JavaScript
 * engine of its own.
 */
class ClientLogicTest {
  /**
   * The first release that loads plain `.js` files as ES modules by themselves is 20.19; 22 has it
   * throughout.
   */
  private static final int OLDEST_NODE = 20;

  private static final long LIMIT_SECONDS = 120;

  @Test
  @Tag("M-2")
  @Tag("X-16")
  @Tag("X-17")
  @Tag("X-19")
  void passesItsOwnTests_whenNodeIsInstalled() throws IOException, InterruptedException {
    boolean isInstalled = nodeMajor() >= OLDEST_NODE;
    assertThat(isInstalled || System.getenv("CI") == null).as("CI has Node.js").isTrue();
    assumeTrue(isInstalled, "Node.js " + OLDEST_NODE + " or later is not installed");
    List<String> command =
        Stream.concat(Stream.of("node", "--test"), testFiles().stream()).toList();
    Result result = run(command);
    assertThat(result.exitCode()).as(result.output()).isZero();
  }

  private static List<String> testFiles() throws IOException {
    try (Stream<Path> files = Files.list(Path.of("src/test/js"))) {
      return files.map(Path::toString).filter(name -> name.endsWith(".test.js")).sorted().toList();
    }
  }

  /** 0 when there is none. */
  private static int nodeMajor() throws InterruptedException {
    try {
      String version = run(List.of("node", "--version")).output().strip();
      return version.matches("v\\d+\\..*")
          ? Integer.parseInt(version.substring(1, version.indexOf('.')))
          : 0;
    } catch (IOException notInstalled) {
      return 0;
    }
  }

  private record Result(int exitCode, String output) {}

  private static Result run(List<String> command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      return new Result(-1, output);
    }
    return new Result(process.exitValue(), output);
  }
}
