package io.plenum.requirement;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** docs/requirements.md: each claim with the tests that prove it, and what is still to come. */
final class RequirementsPage {
  private static final Map<String, String> AREAS =
      Map.ofEntries(
          Map.entry("I", "Identity, accounts, roles"),
          Map.entry("X", "Who may do what"),
          Map.entry("M", "Meetings"),
          Map.entry("W", "Getting in"),
          Map.entry("C", "Chat and files"),
          Map.entry("R", "Recordings"),
          Map.entry("T", "Telephone"),
          Map.entry("S", "Security"),
          Map.entry("A", "Audit"),
          Map.entry("G", "Regions"),
          Map.entry("V", "Availability"));

  /** Below the project's root. */
  static final Path FILE = Path.of("docs", "requirements.md");

  private final List<Requirement> requirements;
  private final Map<String, List<Proof>> proofs;

  RequirementsPage(List<Requirement> requirements, List<Proof> proofs) {
    this.requirements = requirements;
    this.proofs = proofs.stream().collect(groupingBy(Proof::tag));
  }

  /** Writes the page of the project in the folder that is named. */
  public static void main(String[] arguments) throws IOException {
    Path root = Path.of(arguments[0]).toAbsolutePath().normalize();
    Files.writeString(
        root.resolve(FILE), new RequirementsPage(Requirement.all(), Proof.under(root)).text());
  }

  /** The page's text, in Markdown. */
  String text() {
    List<Requirement> now = requirements.stream().filter(Requirement::isDue).toList();
    List<Requirement> later = requirements.stream().filter(one -> !one.isDue()).toList();
    StringBuilder page =
        new StringBuilder(
            """
            # What Plenum must do, and what proves it

            %d claims, each with the tests that carry its id as a tag, and %d that are [still to come](#still-to-come).
            Made by `build/requirements` from `acceptance/src/test/resources/requirements.txt` and the tests; the build
            fails when a claim has no test, a tag means no claim, or this page is out of date.
            """
                .formatted(now.size(), later.size()));
    String area = "";
    for (Requirement requirement : now) {
      if (!requirement.area().equals(area)) {
        area = requirement.area();
        page.append("\n## %s · %s\n".formatted(area, AREAS.get(area)));
        page.append("| id | claim | proven by |\n|---|---|---|\n");
      }
      page.append(row(requirement.id(), requirement.claim(), tests(requirement)));
    }
    page.append("\n## Still to come\n| id | claim | with | tested already |\n|---|---|---|---|\n");
    for (Requirement requirement : later) {
      page.append(
          row(
              requirement.id(),
              requirement.claim(),
              requirement.later().orElseThrow(),
              tests(requirement)));
    }
    return page.toString();
  }

  private static String row(String... cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  private String tests(Requirement requirement) {
    return proofs.getOrDefault(requirement.id(), List.of()).stream()
        .map(Proof::file)
        .distinct()
        .map(RequirementsPage::link)
        .collect(joining(", "));
  }

  private static String link(Path file) {
    String name = file.getFileName().toString().replaceFirst("\\.(java|js)$", "");
    return "[%s](../%s)".formatted(name, file);
  }
}
