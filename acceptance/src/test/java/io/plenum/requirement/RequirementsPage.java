package io.plenum.requirement;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Map;

/** docs/requirements.md: each claim with the tests that prove it. */
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

  /** More names than this say no more. */
  private static final int TESTS_NAMED = 6;

  private RequirementsPage() {}

  /** The page's text, in Markdown. */
  static String write(List<Requirement> requirements, List<Proof> proofs) {
    Map<String, List<Proof>> byId = proofs.stream().collect(groupingBy(Proof::id));
    StringBuilder page =
        new StringBuilder(
            """
            # What Plenum must do, and what proves it

            Made by `build/requirements` from `requirements.txt` and the tags of the tests; the build fails when a claim
            has no test or this page is out of date.
            """);
    String area = "";
    for (Requirement requirement : requirements) {
      if (!requirement.area().equals(area)) {
        area = requirement.area();
        page.append("\n## ").append(area).append(" · ").append(AREAS.get(area));
        page.append("\n| id | claim | proven by |\n|---|---|---|\n");
      }
      page.append(
          "| %s | %s | %s |\n"
              .formatted(requirement.id(), requirement.claim(), by(requirement, byId)));
    }
    return page.toString();
  }

  private static String by(Requirement requirement, Map<String, List<Proof>> byId) {
    List<Proof> proofs = byId.getOrDefault(requirement.id(), List.of());
    String later = requirement.later().map(part -> "*later: " + part + "*").orElse("");
    String named =
        proofs.stream()
            .limit(TESTS_NAMED)
            .map(proof -> "`" + proof.test() + "`")
            .collect(joining("<br>"));
    int more = proofs.size() - TESTS_NAMED;
    return later
        + (later.isEmpty() || named.isEmpty() ? "" : "<br>")
        + named
        + (more > 0 ? "<br>and " + more + " more" : "");
  }
}
