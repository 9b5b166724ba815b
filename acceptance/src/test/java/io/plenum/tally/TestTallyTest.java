package io.plenum.tally;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestTallyTest {
  private static final Instant START = Instant.parse("2026-11-21T20:00:00Z");

  @TempDir Path project;

  @Test
  void addsUpModulesAndBothKindsOfReports() throws IOException {
    report("sfu/target/surefire-reports/TEST-a.xml", test("one", "") + test("two", ""));
    report("acceptance/target/failsafe-reports/TEST-b.xml", test("three", ""));

    assertThat(tally().closingLine()).isEqualTo("3 passed, 0 failed, 0 skipped");
    assertThat(tally().acceptable(true)).isTrue();
  }

  @Test
  void leavesOutReportsOfAnEarlierBuild() throws IOException {
    Path old = report("sfu/target/surefire-reports/TEST-a.xml", test("one", "<failure/>"));
    Files.setLastModifiedTime(old, FileTime.from(START.minusSeconds(1)));

    assertThat(tally().closingLine()).isEqualTo("0 passed, 0 failed, 0 skipped");
  }

  @Test
  void failsTheBuild_whenATestFailedOrBroke() throws IOException {
    report(
        "sfu/target/surefire-reports/TEST-a.xml",
        test("one", "<failure message='no'>at …</failure>") + test("two", "<error/>"));

    assertThat(tally().failed()).containsExactly("FactTest.one", "FactTest.two");
    assertThat(tally().acceptable(false)).isFalse();
  }

  @Test
  void namesWhatPassedOnlyAtTheSecondTry() throws IOException {
    report(
        "sfu/target/surefire-reports/TEST-a.xml",
        test("one", "<flakyFailure message='late'/>") + test("two", "<flakyError/>"));

    assertThat(printed(true))
        .isEqualTo(
            """
            flaky: FactTest.one (failed, then passed)
            flaky: FactTest.two (failed, then passed)
            2 passed, 0 failed, 0 skipped
            """);
    assertThat(tally().acceptable(true)).isTrue();
  }

  @Test
  void namesWhatWasSkippedAndWhy() throws IOException {
    report(
        "sfu/target/surefire-reports/TEST-a.xml",
        test("one", "<skipped message='org.opentest4j.TestAbortedException: no IPv6 here'/>"));

    assertThat(printed(true))
        .isEqualTo("skipped: FactTest.one (no IPv6 here)\n0 passed, 0 failed, 1 skipped\n");
    assertThat(tally().acceptable(true)).isTrue();
  }

  @Test
  void failsTheBuildInCi_whenATestWasSkippedForWantOfATool() throws IOException {
    report(
        "acceptance/target/failsafe-reports/TEST-a.xml",
        test("one", "<skipped message='missing tool: chromium'/>"));

    assertThat(tally().acceptable(false)).isTrue();
    assertThat(tally().acceptable(true)).isFalse();
    assertThat(printed(true)).endsWith("0 passed, 0 failed, 1 skipped\n");
  }

  @Test
  void saysWhichReportIsUnreadable() throws IOException {
    Path broken = report("sfu/target/surefire-reports/TEST-a.xml", "<testcase>");

    assertThatThrownBy(this::tally)
        .isInstanceOf(IOException.class)
        .hasMessageContaining(broken.toString());
  }

  private TestTally tally() throws IOException {
    return TestTally.ofProject(project, START);
  }

  private String printed(boolean inCi) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
      tally().print(out, inCi);
    }
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  private Path report(String path, String tests) throws IOException {
    Path file = project.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "<testsuite>" + tests + "</testsuite>");
    return Files.setLastModifiedTime(file, FileTime.from(START));
  }

  private static String test(String name, String outcome) {
    return "<testcase classname='io.plenum.FactTest' name='%s'>%s</testcase>"
        .formatted(name, outcome);
  }
}
