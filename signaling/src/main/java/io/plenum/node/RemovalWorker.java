package io.plenum.node;

import io.plenum.signaling.removal.Removals;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what is left of users and accounts that ended, on a virtual thread: at start, when told
 * that there is something, and every minute, because a step may have failed.
 */
final class RemovalWorker implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RemovalWorker.class);
  private static final Duration EVERY = Duration.ofMinutes(1);

  private final Semaphore work = new Semaphore(1);
  private final Thread thread;

  private RemovalWorker(Removals removals) {
    thread = Thread.ofVirtual().name("removals").unstarted(() -> run(removals));
    removals.onBegun(work::release);
  }

  static RemovalWorker start(Removals removals) {
    RemovalWorker worker = new RemovalWorker(removals);
    worker.thread.start();
    return worker;
  }

  private void run(Removals removals) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        boolean told = work.tryAcquire(EVERY.toMillis(), TimeUnit.MILLISECONDS);
        work.drainPermits();
        log.trace("Looking for removals, told so: {}", told);
        resume(removals);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void resume(Removals removals) {
    try {
      int done = removals.resume();
      if (done > 0) {
        log.info("{} removals are done", done);
      }
    } catch (RuntimeException e) {
      log.warn("Removals failed and are tried again: {}", e.toString());
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
