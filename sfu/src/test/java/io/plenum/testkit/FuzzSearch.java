package io.plenum.testkit;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One coverage-guided search from a fuzz target, in a JVM of its own, because the fuzzer rewrites
 * all classes and searches once per JVM. What it learns, finds and says is in {@code directory};
 * the corpus there is where the next search goes on.
 *
 * @param target name of a class with one {@code @FuzzTest}
 * @param seconds how long to search, after the start
 */
public record FuzzSearch(String target, Path directory, int seconds) {
  /** Until a JVM with the fuzzer's agent has started, on a busy machine. */
  private static final int START_SECONDS = 120;

  private static final String TARGETS = "FuzzTest.class";
  private static final Pattern DONE = Pattern.compile("Done (\\d+) runs");

  /** Names of the fuzz targets that were compiled together with {@code sibling}. */
  public static List<String> targets(Class<?> sibling) {
    try {
      Path root = Path.of(sibling.getProtectionDomain().getCodeSource().getLocation().toURI());
      try (Stream<Path> files = Files.walk(root)) {
        return files
            .map(file -> root.relativize(file).toString())
            .filter(name -> name.endsWith(TARGETS))
            .map(name -> name.substring(0, name.length() - ".class".length()))
            .map(name -> name.replace(File.separatorChar, '.'))
            .sorted()
            .toList();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a code source is a URI", e);
    }
  }

  /**
   * Searches until the time is over.
   *
   * @return inputs tried
   * @throws AssertionError at a finding, with what the fuzzer says of it
   */
  public long run() throws IOException, InterruptedException {
    Files.createDirectories(directory);
    Path log = directory.resolve("log");
    Process process =
        new ProcessBuilder(command())
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      boolean ended = process.waitFor(START_SECONDS + 2L * seconds, TimeUnit.SECONDS);
      String said = Files.readString(log, StandardCharsets.ISO_8859_1);
      Matcher done = DONE.matcher(said);
      if (!ended || process.exitValue() != 0 || !done.find()) {
        throw new AssertionError("search from " + target + ", see " + directory + "\n" + said);
      }
      return Long.parseLong(done.group(1));
    } finally {
      process.destroyForcibly();
    }
  }

  private List<String> command() {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "--enable-native-access=ALL-UNNAMED",
        "-XX:+EnableDynamicAgentLoading",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1", // a few seconds do not repay the second compiler
        "-Xmx256m",
        "-classpath",
        System.getProperty("java.class.path"),
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=" + target,
        "--max_duration=" + seconds + "s",
        // Linux counts the peak of the starting process to the started one: a large test JVM would
        // be a finding. What the target itself takes is bounded by the heap.
        "-rss_limit_mb=0");
  }
}
