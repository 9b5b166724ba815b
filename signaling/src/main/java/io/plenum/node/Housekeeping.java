package io.plenum.node;

import io.plenum.signaling.access.RateLimit;
import io.plenum.signaling.identity.Identity;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes what has run out, at start and every hour, on a virtual thread. */
final class Housekeeping implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Housekeeping.class);
  private static final Duration EVERY = Duration.ofHours(1);

  private final Thread thread;

  private Housekeeping(Thread thread) {
    this.thread = thread;
  }

  static Housekeeping start(Identity identity, RateLimit limit) {
    return new Housekeeping(
        Thread.ofVirtual().name("housekeeping").start(() -> run(identity, limit)));
  }

  private static void run(Identity identity, RateLimit limit) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        sweep(identity, limit);
        Thread.sleep(EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void sweep(Identity identity, RateLimit limit) {
    try {
      int signIns = identity.sweep();
      int attempts = limit.sweep();
      log.debug("Swept {} sign-ins and {} counts of attempts", signIns, attempts);
    } catch (RuntimeException e) {
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
