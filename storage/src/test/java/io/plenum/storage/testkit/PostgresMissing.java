package io.plenum.storage.testkit;

import org.opentest4j.TestAbortedException;

/** This machine has no PostgreSQL: tests that need one are skipped by name, and fail in CI. */
public final class PostgresMissing {
  /** As the closing line of the build expects it (TestTally.MISSING_TOOL). */
  static final String REASON = "missing tool: postgresql";

  private PostgresMissing() {}

  /** To be thrown by a test, or before all of a class. */
  public static RuntimeException here() {
    return inCi() ? inCiFailure() : new TestAbortedException(REASON);
  }

  static boolean inCi() {
    return "true".equals(System.getenv("CI"));
  }

  static IllegalStateException inCiFailure() {
    return new IllegalStateException(REASON + ", and CI=true");
  }
}
