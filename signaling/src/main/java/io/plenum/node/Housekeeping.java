package io.plenum.node;

import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends and deletes what has run out and makes the next signing key, at start and now and then. */
final class Housekeeping {
  private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);

  private Housekeeping() {}

  /** Each sweep deletes what it knows to be over, and returns how many rows. */
  static Rounds start(Duration every, List<IntSupplier> sweeps) {
    return Rounds.start(
        "housekeeping",
        every,
        stopping ->
            sweeps.stream()
                .takeWhile(one -> !stopping.getAsBoolean())
                .forEach(Housekeeping::sweep));
  }

  private static void sweep(IntSupplier one) {
    try {
      log.debug("Swept {} rows", one.getAsInt());
    } catch (RuntimeException e) {
      if (Thread.currentThread().isInterrupted()) {
        // The node stops; the next start sweeps.
        return;
      }
      log.warn("Sweeping failed and is tried again later: {}", e.toString());
    }
  }
}
