package io.plenum.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.impl.driver.Driver;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Runs the web client's own tests (web-demo/src/test/js). The build has no JavaScript engine; the
 * one that drives the browsers is always there.
 */
class ClientLogicTest {
  private static final Path TESTS = Path.of("../web-demo/src/test/js");
  private static final long LIMIT_SECONDS = 120;

  @Test
  void passesItsOwnTests() throws IOException, InterruptedException {
    List<String> command =
        Stream.concat(Stream.of(node(), "--test"), testFiles().stream()).toList();
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    boolean ended = process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS);
    if (!ended) {
      process.destroyForcibly();
    }
    assertThat(ended && process.exitValue() == 0).as(output).isTrue();
  }

  private static String node() {
    Driver driver = Driver.ensureDriverInstalled(Map.of(), false);
    return driver.createProcessBuilder().command().getFirst();
  }

  private static List<String> testFiles() throws IOException {
    try (Stream<Path> files = Files.list(TESTS)) {
      List<String> names =
          files.map(Path::toString).filter(name -> name.endsWith(".test.js")).sorted().toList();
      assertThat(names).isNotEmpty();
      return names;
    }
  }
}
