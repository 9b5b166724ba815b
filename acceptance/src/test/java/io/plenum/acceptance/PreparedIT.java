package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A distribution for which {@code plenum prepare} was run, as the build does before these tests.
 */
class PreparedIT {
  private static final String LEARNT = "plenum.jsa";

  private final Path distribution = Path.of(System.getProperty("plenum.distribution"));

  @TempDir private Path folder;

  @Test
  void takesItsClassesFromWhatWasLearnt() throws IOException {
    assertThat(distribution.resolve(LEARNT)).isNotEmptyFile();
    Path loads = folder.resolve("loads");
    try (ServerProcess server =
        ServerProcess.start(
            "prepared", Map.of("JAVA_OPTS", "-Xmx512m -Xlog:class+load:file=" + loads))) {
      assertThat(server.log()).contains("is ready").doesNotContain("[cds]").doesNotContain("[aot]");
    }
    List<String> ours;
    try (Stream<String> lines = Files.lines(loads)) {
      ours = lines.filter(line -> line.contains("] io.plenum.")).toList();
    }
    assertThat(ours).hasSizeGreaterThan(500);
    assertThat(ours.stream().filter(line -> line.contains("shared objects file")).count())
        .isGreaterThan(ours.size() * 9L / 10);
  }

  @Test
  void takesNoNotice_ofWhatIsNoSuchFile() throws IOException, InterruptedException {
    for (String part : List.of("bin", "lib")) {
      Files.createSymbolicLink(folder.resolve(part), distribution.toRealPath().resolve(part));
    }
    Files.writeString(folder.resolve(LEARNT), "half a file");
    assertThat(run("--version")).matches("Plenum \\S+\\R");
  }

  @Test
  void leavesNothingBehind_whereItCannotRehearse() throws IOException, InterruptedException {
    Files.createSymbolicLink(folder.resolve("bin"), distribution.toRealPath().resolve("bin"));
    Files.createDirectory(folder.resolve("lib"));
    assertThat(run("prepare")).contains("io.plenum.Plenum");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("bin", "lib");
    }
  }

  /** What `bin/plenum` says, on both streams. */
  private String run(String command) throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(folder.resolve("bin/plenum").toString(), command)
            .redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return said;
  }
}
