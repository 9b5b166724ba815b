package io.plenum.requirement;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every claim of today has a test, every tag means a claim, and the page says so. */
class RequirementsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
  private static final Path PAGE = ROOT.resolve("docs/requirements.md");

  private final List<Requirement> requirements = Requirement.all();
  private final List<Proof> proofs = Proof.under(ROOT);

  @Test
  void everyClaimOfTodayHasATest() {
    Set<String> proven = proofs.stream().map(Proof::id).collect(Collectors.toSet());
    assertThat(requirements)
        .filteredOn(requirement -> requirement.later().isEmpty())
        .filteredOn(requirement -> !proven.contains(requirement.id()))
        .as("claims without a test")
        .isEmpty();
  }

  @Test
  void everyTagMeansAClaim() {
    Set<String> known = requirements.stream().map(Requirement::id).collect(Collectors.toSet());
    assertThat(proofs).filteredOn(proof -> !known.contains(proof.id())).isEmpty();
  }

  @Test
  void noClaimIsListedTwice() {
    assertThat(requirements.stream().map(Requirement::id)).doesNotHaveDuplicates();
  }

  @Test
  void thePageIsUpToDate() throws IOException {
    String page = RequirementsPage.write(requirements, proofs);
    if (Boolean.getBoolean("requirements.write")) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).as("run build/requirements").isEqualTo(page);
  }
}
