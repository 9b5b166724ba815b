package io.plenum.requirement;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Every claim of today has a test, every tag means a claim, and the page says so. */
class RequirementsTest {
  private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

  /** Tags that mean no claim: figures taken on demand. */
  private static final Set<String> OTHER_TAGS = Set.of("measurement");

  private static final List<Requirement> REQUIREMENTS = Requirement.all();
  private static List<Proof> proofs;

  @BeforeAll
  static void read() {
    proofs = Proof.under(ROOT);
  }

  @Test
  void everyClaimOfTodayHasATest() {
    Set<String> proven = proofs.stream().map(Proof::tag).collect(toSet());
    assertThat(REQUIREMENTS)
        .filteredOn(requirement -> requirement.isDue() && !proven.contains(requirement.id()))
        .as("claims without a test")
        .isEmpty();
  }

  @Test
  void everyTagMeansAClaim() {
    Set<String> known = REQUIREMENTS.stream().map(Requirement::id).collect(toSet());
    assertThat(proofs)
        .filteredOn(proof -> !known.contains(proof.tag()) && !OTHER_TAGS.contains(proof.tag()))
        .as("tags that are not in requirements.txt")
        .isEmpty();
  }

  @Test
  void noClaimIsListedTwice() {
    assertThat(REQUIREMENTS.stream().map(Requirement::id)).doesNotHaveDuplicates();
  }

  @Test
  void thePageIsUpToDate() {
    assertThat(ROOT.resolve(RequirementsPage.FILE))
        .as("run build/requirements")
        .hasContent(new RequirementsPage(REQUIREMENTS, proofs).text());
  }
}
