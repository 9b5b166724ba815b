package io.plenum.storage.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Folds SQLite's log into its file, on a platform thread and a connection of its own. SQLite would
 * let the writer do it at a commit, whose caller then waits for two flushes more.
 */
final class Checkpoints implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Checkpoints.class);

  /** The pause between two: a page that changes often is then written to the file once. */
  private static final long PAUSE_NS = TimeUnit.SECONDS.toNanos(2);

  /**
   * Pages of 4 KiB. While others write all the time, the log is never folded whole and grows; at 64
   * MiB the writer waits once.
   */
  private static final int LOG_LIMIT_PAGES = 16_384;

  private final Connection connection;
  private final Thread thread;
  private volatile boolean written;
  private volatile boolean stopping;

  Checkpoints(Connection connection) {
    this.connection = connection;
    this.thread =
        Thread.ofPlatform().name("plenum-store-checkpoint").daemon(true).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  /** Something was committed. Called by the writer. */
  void written() {
    if (!written) {
      written = true;
      LockSupport.unpark(thread);
    }
  }

  private void run() {
    while (!stopping) {
      if (written) {
        written = false;
        if (checkpoint("PASSIVE") > LOG_LIMIT_PAGES) {
          checkpoint("RESTART");
        }
        pause();
      } else {
        LockSupport.park(this);
      }
    }
  }

  private void pause() {
    long endNs = System.nanoTime() + PAUSE_NS;
    for (long left = PAUSE_NS; left > 0 && !stopping; left = endNs - System.nanoTime()) {
      LockSupport.parkNanos(this, left);
    }
  }

  /** Returns how many pages the log has. */
  private int checkpoint(String mode) {
    try (var statement = connection.createStatement();
        var answer = statement.executeQuery("PRAGMA wal_checkpoint(" + mode + ")")) {
      return answer.next() ? answer.getInt(2) : 0;
    } catch (SQLException e) {
      log.warn("The log could not be folded into the database; tried again: {}", e.getMessage());
      return 0;
    }
  }

  /** To be called before the writer's connection closes, which folds the rest. */
  @Override
  public void close() {
    stopping = true;
    LockSupport.unpark(thread);
    try {
      thread.join();
      connection.close();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (SQLException e) {
      log.warn("A connection did not close cleanly: {}", e.getMessage());
    }
  }
}
