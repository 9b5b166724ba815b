package io.plenum.storage.database;

import io.plenum.storage.StorageRefused;
import io.plenum.storage.crypto.DataKeyFile;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The database of one data folder. Any thread may call it, but a call blocks until the work is
 * done: callers are virtual threads, never an event loop or a media loop. The work itself runs on
 * this class's own platform threads (SQLite's native calls would pin a virtual thread's carrier):
 * one writes, a few read, and what may wait for them is bounded.
 */
public final class Database implements AutoCloseable {
  /**
   * Writes that arrive together share one disk flush, up to this many (chosen so that a batch of
   * small rows stays below 20 ms of work).
   */
  private static final int WRITE_BATCH_LIMIT = 64;

  private final DataFolder folder;
  private final BlockingQueue<Task<?>> reads;
  private final BlockingQueue<Task<?>> writes;
  private final List<StoreThread> threads = new ArrayList<>();
  private volatile boolean closed;

  /** What is done with an open transaction. A thrown exception undoes it. */
  @FunctionalInterface
  public interface Work<R> {
    R on(Handle handle);
  }

  private Database(DataFolder folder, EncryptedSqlite sqlite, DatabaseConfig config)
      throws SQLException {
    this.folder = folder;
    this.reads = new ArrayBlockingQueue<>(config.queueLimit());
    this.writes = new ArrayBlockingQueue<>(config.queueLimit());
    threads.add(
        new StoreThread(
            "plenum-store-writer", writes, WRITE_BATCH_LIMIT, Jdbi.open(sqlite.writer())));
    for (int i = 0; i < config.readers(); i++) {
      threads.add(
          new StoreThread("plenum-store-reader-" + i, reads, 1, Jdbi.open(sqlite.reader())));
    }
    threads.forEach(StoreThread::start);
  }

  /**
   * Opens the database of a data folder, made and migrated as needed, and holds the folder until
   * {@link #close}.
   *
   * @throws StorageRefused when the folder cannot be written, is in use, or the key does not fit;
   *     the message is for the operator
   */
  public static Database open(DatabaseConfig config) {
    DataFolder folder = DataFolder.open(config.dataFolder());
    try {
      byte[] key = new DataKeyFile(folder.path()).readOrCreate(config.masterKey(), config.random());
      EncryptedSqlite sqlite = new EncryptedSqlite(folder.path().resolve("plenum.db"), key);
      sqlite.check();
      migrate(sqlite);
      return new Database(folder, sqlite, config);
    } catch (SQLException e) {
      folder.close();
      throw new StorageRefused("The database cannot be opened: " + e.getMessage(), e);
    } catch (RuntimeException | Error e) {
      folder.close();
      throw e;
    }
  }

  private static void migrate(EncryptedSqlite sqlite) {
    try {
      Flyway.configure(Database.class.getClassLoader())
          .dataSource(new MigrationSource(sqlite))
          .locations("classpath:db/migration")
          .load()
          .migrate();
    } catch (FlywayException e) {
      throw new StorageRefused(
          "The database could not be brought up to date: " + e.getMessage(), e);
    }
  }

  /**
   * Runs read-only work on one consistent snapshot.
   *
   * @throws StoreBusy when too much waits already
   * @throws StoreFailed when the database fails; the work's own exceptions are thrown as they are
   */
  public <R> R read(Work<R> work) {
    return submit(reads, work);
  }

  /**
   * Runs work in a transaction of its own that is on the disk when this returns.
   *
   * @throws StoreBusy when too much waits already
   * @throws StoreFailed when the database fails; the work's own exceptions undo its changes and are
   *     thrown as they are
   */
  public <R> R write(Work<R> work) {
    return submit(writes, Companion.join(work));
  }

  private <R> R submit(BlockingQueue<Task<?>> queue, Work<R> work) {
    if (threads.stream().anyMatch(StoreThread::isCurrent)) {
      throw new IllegalStateException(
          "A transaction may not start another: it would wait for itself");
    }
    Task<R> task = new Task<>(work);
    synchronized (queue) {
      if (closed) {
        throw new StoreFailed("The database is closed");
      }
      if (!queue.offer(task)) {
        throw new StoreBusy(queue.size());
      }
    }
    return task.await();
  }

  /** Tasks that wait, reads and writes together. For metrics. */
  public int waiting() {
    return reads.size() + writes.size();
  }

  /** Finishes what waits, refuses what comes, and lets go of the folder. */
  @Override
  public void close() {
    synchronized (reads) {
      synchronized (writes) {
        if (closed) {
          return;
        }
        closed = true;
      }
    }
    try {
      StoreThread.stop(threads.subList(1, threads.size()));
      // The writer's connection is the last, so that closing it folds the log into the file.
      StoreThread.stop(threads.subList(0, 1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      folder.close();
    }
  }
}
