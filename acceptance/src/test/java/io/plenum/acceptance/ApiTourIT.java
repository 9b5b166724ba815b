package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * docs/api-tour.md is true: each of its boxes is run, as its reader would, against a server of the
 * test's own, which stands for the one that its first section starts.
 */
@NeedsTool({Tool.BASH, Tool.CURL, Tool.JQ})
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ApiTourIT {
  private static final Path PAGE = Path.of("..", "docs", "api-tour.md");

  /** What the page says of its own server, and is the test's to choose. */
  private static final String ORIGIN = "http://localhost:8080";

  private static final String SETUP_TOKEN = "only-for-this-tour-5f1d";
  private static final String JAVA_OPTS = "-Xmx160m";

  private static final Pattern PEAK = Pattern.compile("peak of the server: (\\d+) MB");

  /** By so much the process may grow while 100 MB go through it: what 10 MB did not yet touch. */
  private static final int FLAT_MB = 20;

  private final Map<ShellPage.Step, String> printed = new LinkedHashMap<>();

  @BeforeAll
  void followThePage(@TempDir Path folder) throws IOException {
    assertThat(Files.readString(PAGE))
        .contains("PLENUM_SETUP_TOKEN=" + SETUP_TOKEN + " JAVA_OPTS=" + JAVA_OPTS + "\n");
    Path distribution = Path.of(System.getProperty("plenum.distribution")).toRealPath();
    for (String part : List.of("bin", "lib")) {
      Files.createSymbolicLink(folder.resolve(part), distribution.resolve(part));
    }
    try (ServerProcess server =
            ServerProcess.start(
                "api-tour", Map.of("JAVA_OPTS", JAVA_OPTS, "no_proxy", "localhost"));
        Bash bash = new Bash(folder, environment(server))) {
      ShellPage page =
          ShellPage.read(PAGE)
              .with(ORIGIN, server.origin())
              .with(SETUP_TOKEN, ServerProcess.SETUP_TOKEN);
      for (ShellPage.Step step : page.steps()) {
        printed.put(step, bash.run(step.commands()));
      }
    }
  }

  private static Map<String, String> environment(ServerProcess server) {
    Map<String, String> environment = new LinkedHashMap<>(server.settings());
    environment.put("SERVER", Long.toString(server.pid()));
    return environment;
  }

  @Test
  void everyBoxPrintsWhatThePageShows() {
    assertThat(printed).hasSizeGreaterThan(15);
    printed.forEach(
        (step, text) ->
            assertThat(step.shows(text))
                .as("line %d\n%s\nprints\n%s", step.line(), step.commands(), text)
                .isTrue());
  }

  @Test
  void aHundredMegabytesTakeNoMoreMemoryThanTen() {
    List<Integer> peaksMb =
        PEAK.matcher(String.join("", printed.values()))
            .results()
            .map((MatchResult peak) -> Integer.parseInt(peak.group(1)))
            .toList();
    assertThat(peaksMb).hasSize(2);
    assertThat(peaksMb.get(1) - peaksMb.get(0)).as("MB, from %s", peaksMb).isBetween(0, FLAT_MB);
  }
}
