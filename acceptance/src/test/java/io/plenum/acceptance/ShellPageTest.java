package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page that is not true must not pass. */
class ShellPageTest {
  @TempDir private Path folder;

  private ShellPage page(String text) throws IOException {
    return ShellPage.read(Files.writeString(folder.resolve("page.md"), text));
  }

  private static String shown(String output) {
    return "# Page\n\n```sh\ncommand\n```\n\nIt prints:\n\n```text\n" + output + "```\n";
  }

  @Test
  void takesWhatIsShown_andNothingElse() throws IOException {
    ShellPage.Step step = page(shown("{\n  \"id\": \"…\",\n  \"n\": 1\n}\n")).steps().getFirst();
    assertThat(step.line()).isEqualTo(3);
    assertThat(step.commands()).isEqualTo("command\n");
    assertThat(step.shows("{\n  \"id\": \"4f\",\n  \"n\": 1\n}\n")).isTrue();
    assertThat(step.shows("{\n  \"id\": \"4f\",\n  \"n\": 2\n}\n")).isFalse();
    assertThat(step.shows("{\n  \"id\": \"4f\",\n  \"x\": 0,\n  \"n\": 1\n}\n")).isFalse();
    assertThat(step.shows("{\n  \"id\": \"4f\",\n  \"n\": 1\n}\nmore\n")).isFalse();
  }

  @Test
  void takesAnyLines_whereALineIsLeftOut() throws IOException {
    ShellPage.Step step = page(shown("first\n…\n")).steps().getFirst();
    assertThat(step.shows("first\n")).isTrue();
    assertThat(step.shows("first\nsecond\nthird\n")).isTrue();
    assertThat(step.shows("second\n")).isFalse();
  }

  @Test
  void refusesAPage_thatDoesNotSayWhatIsPrinted() {
    assertThatThrownBy(() -> page("```sh\ncommand\n```\n")).hasMessageContaining("line 1");
  }

  @Test
  void leavesOtherBoxesAlone() throws IOException {
    assertThat(page("```console\n$ command\n```\n").steps()).isEmpty();
  }
}
