package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import org.junit.jupiter.api.Test;

class NeedsToolConditionTest {
  @NeedsTool({Tool.CHROMIUM, Tool.NETWORK_ADDRESS})
  private static final class Needy {}

  private static final class Frugal {}

  @Test
  void runs_whenEveryToolIsHere() {
    assertThat(new NeedsToolCondition(_ -> true, true).evaluate(Needy.class).isDisabled())
        .isFalse();
  }

  @Test
  void runs_whenNoToolIsNeeded() {
    assertThat(new NeedsToolCondition(_ -> false, true).evaluate(Frugal.class).isDisabled())
        .isFalse();
  }

  @Test
  void skipsByName_whenAToolIsMissing() {
    var result = new NeedsToolCondition(tool -> tool == Tool.CHROMIUM, false).evaluate(Needy.class);

    assertThat(result.isDisabled()).isTrue();
    assertThat(result.getReason()).hasValue("missing tool: network address");
  }

  @Test
  void fails_whenAToolIsMissingInCi() {
    assertThatIllegalStateException()
        .isThrownBy(() -> new NeedsToolCondition(_ -> false, true).evaluate(Needy.class))
        .withMessageContaining("chromium, network address");
  }
}
