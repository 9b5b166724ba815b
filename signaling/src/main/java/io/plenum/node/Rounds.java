package io.plenum.node;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * Work that is done again and again on a virtual thread: at once, every so often, and when somebody
 * says that there is some. Any thread may call.
 */
final class Rounds implements AutoCloseable {
  private final Semaphore due = new Semaphore(1);
  private final Thread thread;

  private Rounds(String name, Duration every, Runnable round) {
    thread = Thread.ofVirtual().name(name).start(() -> run(every, round));
  }

  /** `round` handles its own failures; while the node stops it may find itself interrupted. */
  static Rounds start(String name, Duration every, Runnable round) {
    return new Rounds(name, every, round);
  }

  private void run(Duration every, Runnable round) {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        boolean told = due.tryAcquire(every.toMillis(), TimeUnit.MILLISECONDS);
        if (told) {
          due.drainPermits();
        }
        round.run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The next round begins at once, or right after the one that runs. */
  void now() {
    due.release();
  }

  /** Interrupts the round that runs and waits for its end. */
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
