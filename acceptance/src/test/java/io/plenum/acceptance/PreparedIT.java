package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
    Path launcher = unpacked();
    Files.writeString(folder.resolve(LEARNT), "half a file");
    assertThat(run(folder, launcher, "--version").text()).matches("Plenum \\S+\\R");
  }

  @Test
  void takesNothingOfTheFolderThatItIsCalledIn() throws IOException, InterruptedException {
    Path launcher = unpacked();
    Path called = Files.createDirectory(folder.resolve("called"));
    Files.writeString(
        called.resolve("plenum.yaml"), "database:\n  url: postgresql://127.0.0.1:1/none\n");
    Files.writeString(called.resolve("logback-test.xml"), "<configuration debug=\"true\"/>");
    Path link = Files.createSymbolicLink(called.resolve("link"), launcher);

    Said said = run(called, link, "prepare");

    assertThat(said).isEqualTo(new Said(0, ""));
    assertThat(folder.resolve(LEARNT)).isNotEmptyFile();
  }

  @Test
  void leavesNothingBehind_whereItCannotRehearse() throws IOException, InterruptedException {
    Path launcher = unpacked();
    Path called = Files.createDirectory(folder.resolve("called"));
    String temporary = "-Djava.io.tmpdir=" + folder.resolve("none");

    Said said = run(called, launcher, "prepare", temporary);

    assertThat(said.exitCode()).isNotZero();
    assertThat(said.text()).contains("plenum-rehearsal");
    try (Stream<Path> files = Files.list(folder)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("bin", "lib", "jvm.options", "called");
    }
  }

  /** The distribution in a folder of the test's own; its launcher. */
  private Path unpacked() throws IOException {
    Path real = distribution.toRealPath();
    Files.createSymbolicLink(folder.resolve("lib"), real.resolve("lib"));
    Files.copy(real.resolve("jvm.options"), folder.resolve("jvm.options"));
    Path launcher = Files.createDirectory(folder.resolve("bin")).resolve("plenum");
    return Files.copy(real.resolve("bin/plenum"), launcher, StandardCopyOption.COPY_ATTRIBUTES);
  }

  private record Said(int exitCode, String text) {}

  /** What a launcher says on both streams, called in a folder. */
  private static Said run(Path in, Path launcher, String command, String... javaOptions)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(launcher.toString(), command)
            .directory(in.toFile())
            .redirectErrorStream(true);
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_OPTS", String.join(" ", javaOptions));
    Process process = builder.start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Said(process.waitFor(), said);
  }
}
