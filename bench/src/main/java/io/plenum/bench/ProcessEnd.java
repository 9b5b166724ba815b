package io.plenum.bench;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Sees a process of ours off. */
public final class ProcessEnd {
  private ProcessEnd() {}

  /**
   * Waits for the end of a process that was told to end; kills it if that takes longer than {@code
   * patience}, or who waits is interrupted, which they stay.
   */
  public static void await(Process process, Duration patience) {
    try {
      if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException interrupted) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
