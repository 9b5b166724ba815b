package io.plenum.node;

import java.time.Duration;
import java.util.List;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes what has run out and makes the next signing key, at start and every hour, on a virtual
 * thread.
 */
final class Housekeeping implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration EVERY = Duration.ofHours(1);

  private final Thread thread;

  private Housekeeping(Thread thread) {
    this.thread = thread;
  }

  /** Each sweep deletes what it knows to be over, and returns how many rows. */
  static Housekeeping start(List<IntSupplier> sweeps) {
    return new Housekeeping(Thread.ofVirtual().name("housekeeping").start(() -> run(sweeps)));
  }

  private static void run(List<IntSupplier> sweeps) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        sweeps.forEach(Housekeeping::sweep);
        Thread.sleep(EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void sweep(IntSupplier one) {
    if (Thread.currentThread().isInterrupted()) {
      return;
    }
    try {
      log.debug("Swept {} rows", one.getAsInt());
    } catch (RuntimeException e) {
      if (Thread.currentThread().isInterrupted()) {
        // The node stops; the next start sweeps.
        return;
      }
      log.warn("Sweeping failed and is tried again in an hour: {}", e.toString());
    }
  }

  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
