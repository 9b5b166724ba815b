package io.plenum.node;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Work that is done again and again on a virtual thread: at once, every so often, and when somebody
 * says that there is some. Any thread may call.
 */
final class Rounds implements AutoCloseable {
  /** How long a round may go on while the node stops; below what stopping grants a part. */
  static final Duration PATIENCE = Duration.ofSeconds(3);

  private final Semaphore due = new Semaphore(1);
  private final Duration patience;
  private final Thread thread;
  private volatile boolean stopping;

  private Rounds(String name, Duration every, Duration patience, Consumer<BooleanSupplier> round) {
    this.patience = patience;
    thread = Thread.ofVirtual().name(name).start(() -> run(every, round));
  }

  /**
   * Starts the first round.
   *
   * @param round handles its own failures. It may ask whether the node stops, and end early; one
   *     that does not end within {@link #PATIENCE} then finds itself interrupted
   */
  static Rounds start(String name, Duration every, Consumer<BooleanSupplier> round) {
    return start(name, every, PATIENCE, round);
  }

  /** As {@link #start(String, Duration, Consumer)}, with a patience of the caller's. */
  static Rounds start(
      String name, Duration every, Duration patience, Consumer<BooleanSupplier> round) {
    return new Rounds(name, every, patience, round);
  }

  private void run(Duration every, Consumer<BooleanSupplier> round) {
    try {
      while (!stopping) {
        if (due.tryAcquire(every.toMillis(), TimeUnit.MILLISECONDS)) {
          due.drainPermits();
        }
        if (!stopping) {
          round.accept(() -> stopping);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The next round begins at once, or right after the one that runs. */
  void now() {
    due.release();
  }

  /**
   * Waits for the end of the round that runs. Interrupting it at once would do harm: a virtual
   * thread that is interrupted closes the connection or the file that it is at.
   */
  @Override
  public void close() {
    stopping = true;
    due.release();
    try {
      if (!thread.join(patience)) {
        thread.interrupt();
        thread.join();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
