package io.plenum.signaling.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** docs/audit.md tells what can be in the log: every kind once, and nothing else. */
class AuditDocumentTest {
  private static final String TABLE = "| kind | told of | facts |";
  private static final Pattern CODE = Pattern.compile("`([a-z-]+)`");

  @Test
  @Tag("A-1")
  void listsEveryKindOnce() throws IOException {
    List<String> listed =
        Files.readAllLines(Path.of("..", "docs", "audit.md")).stream()
            .dropWhile(line -> !line.equals(TABLE))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .map(line -> line.split("\\|", -1)[1])
            .flatMap(kinds -> CODE.matcher(kinds).results().map(MatchResult::group))
            .map(code -> code.replace("`", ""))
            .toList();
    assertThat(listed)
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(AuditKind.values()).map(AuditKind::text).toList());
  }
}
