package io.plenum.signaling.api;

/**
 * Ends an operation with a {@link Problem}. It is an ordinary outcome, so it carries no stack
 * trace.
 */
public final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1;
  private final transient Problem problem;

  public Refusal(Problem problem) {
    super(problem.code().text(), null, false, false);
    this.problem = problem;
  }

  public Refusal(ErrorCode code, String detail) {
    this(Problem.of(code, detail));
  }

  public Problem problem() {
    return problem;
  }
}
