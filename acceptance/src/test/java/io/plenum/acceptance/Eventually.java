package io.plenum.acceptance;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for something to become true, looking again and again. */
final class Eventually {
  private static final Duration PAUSE = Duration.ofMillis(50);

  private Eventually() {}

  /**
   * Returns as soon as {@code fact} holds, with the time that took.
   *
   * @throws AssertionError when it does not hold within {@code limit}
   */
  static Duration holds(String what, Duration limit, BooleanSupplier fact) {
    long startNs = System.nanoTime();
    while (!fact.getAsBoolean()) {
      if (System.nanoTime() - startNs > limit.toNanos()) {
        throw new AssertionError("not within %d ms: %s".formatted(limit.toMillis(), what));
      }
      pause(PAUSE);
    }
    return Duration.ofNanos(System.nanoTime() - startNs);
  }

  /** Lets time pass for a measurement over an interval. */
  static void pause(Duration length) {
    try {
      Thread.sleep(length);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted while waiting", e);
    }
  }
}
