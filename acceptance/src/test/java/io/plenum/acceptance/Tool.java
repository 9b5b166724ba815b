package io.plenum.acceptance;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A program that some tests drive and that a machine may lack. */
enum Tool {
  CHROMIUM("chromium"),
  FIREFOX("firefox-esr"),
  /** Linux network namespaces and the right to make them (root, {@code ip} of iproute2). */
  NETWORK_NAMESPACES("ip");

  /** Time that trying a tool out may take, seconds. */
  private static final int TRIAL_SECONDS = 10;

  private final String program;

  Tool(String program) {
    this.program = program;
  }

  /** Where the program is, if it is on the {@code PATH}. */
  Optional<Path> executable() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .map(folder -> Path.of(folder, program))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** Whether tests can use it here and now. */
  boolean usable() {
    return executable().isPresent() && (this != NETWORK_NAMESPACES || canMakeNamespaces());
  }

  private static boolean canMakeNamespaces() {
    try {
      Process trial =
          new ProcessBuilder("unshare", "--net", "true")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      return trial.waitFor(TRIAL_SECONDS, TimeUnit.SECONDS) && trial.exitValue() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
