package io.plenum.acceptance;

import io.plenum.tally.TestTally;
import java.lang.reflect.AnnotatedElement;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** Obeys {@link NeedsTool}. */
final class NeedsToolCondition implements ExecutionCondition {
  private final Predicate<Tool> usable;
  private final boolean inCi;

  /** For JUnit: looks at this machine. */
  NeedsToolCondition() {
    this(Tool::usable, "true".equals(System.getenv("CI")));
  }

  NeedsToolCondition(Predicate<Tool> usable, boolean inCi) {
    this.usable = usable;
    this.inCi = inCi;
  }

  @Override
  public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
    return context
        .getElement()
        .map(this::evaluate)
        .orElseGet(() -> ConditionEvaluationResult.enabled("no test here"));
  }

  /**
   * Decides for one test class or method.
   *
   * @throws IllegalStateException in CI, when a tool is missing
   */
  ConditionEvaluationResult evaluate(AnnotatedElement test) {
    String missing =
        AnnotationSupport.findAnnotation(test, NeedsTool.class).stream()
            .flatMap(needs -> Stream.of(needs.value()))
            .filter(usable.negate())
            .map(tool -> tool.name().toLowerCase(Locale.ROOT).replace('_', ' '))
            .collect(Collectors.joining(", "));
    if (missing.isEmpty()) {
      return ConditionEvaluationResult.enabled("all tools are here");
    }
    if (inCi) {
      throw new IllegalStateException(TestTally.MISSING_TOOL + missing + ", and CI=true");
    }
    return ConditionEvaluationResult.disabled(TestTally.MISSING_TOOL + missing);
  }
}
