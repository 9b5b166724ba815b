package io.plenum.node;

import io.plenum.signaling.access.RateLimit;
import io.plenum.signaling.identity.Identity;
import io.plenum.signaling.identity.token.SigningKeys;
import java.time.Duration;
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

  static Housekeeping start(Identity identity, RateLimit limit, SigningKeys keys) {
    return new Housekeeping(
        Thread.ofVirtual().name("housekeeping").start(() -> run(identity, limit, keys)));
  }

  private static void run(Identity identity, RateLimit limit, SigningKeys keys) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        sweep(identity, limit, keys);
        Thread.sleep(EVERY);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void sweep(Identity identity, RateLimit limit, SigningKeys keys) {
    try {
      int signIns = identity.sweep();
      int attempts = limit.sweep();
      int oldKeys = keys.rotate();
      log.debug(
          "Swept {} sign-ins, {} counts of attempts, {} signing keys", signIns, attempts, oldKeys);
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
