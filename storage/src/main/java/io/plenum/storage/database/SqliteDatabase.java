package io.plenum.storage.database;

import io.plenum.storage.StorageRefused;
import io.plenum.storage.crypto.DataKeyFile;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * The embedded database of one data folder. The work runs on this class's own platform threads
 * (SQLite's native calls would pin a virtual thread's carrier): one writes, a few read, and what
 * may wait for them is bounded.
 */
final class SqliteDatabase implements Database {
  /**
   * Writes that arrive together share one disk flush, up to this many (chosen so that a batch of
   * small rows stays below 20 ms of work).
   */
  private static final int WRITE_BATCH_LIMIT = 64;

  private final DataFolder folder;
  private final BlockingQueue<Task<?>> reads;
  private final BlockingQueue<Task<?>> writes;
  private final StoreThread writer;
  private final List<StoreThread> readers = new ArrayList<>();
  private final Checkpoints checkpoints;

  /** Made since the start; counted before anybody hears of one. */
  private final AtomicLong commits = new AtomicLong();

  private volatile boolean closed;

  private SqliteDatabase(DataFolder folder, EncryptedSqlite sqlite, DatabaseConfig config)
      throws SQLException {
    this.folder = folder;
    this.reads = new ArrayBlockingQueue<>(config.queueLimit());
    this.writes = new ArrayBlockingQueue<>(config.queueLimit());
    this.checkpoints = new Checkpoints(sqlite.writer());
    this.writer =
        new WriterThread(writes, WRITE_BATCH_LIMIT, handle(sqlite.writer()), this::committed);
    for (int i = 0; i < config.readers(); i++) {
      String name = "plenum-store-reader-" + i;
      readers.add(new ReaderThread(name, reads, handle(sqlite.reader()), commits::get));
    }
    writer.start();
    readers.forEach(StoreThread::start);
    checkpoints.start();
  }

  private static Handle handle(Connection connection) {
    return Jdbi.create(() -> connection)
        .setStatementBuilderFactory(_ -> new KeptStatements())
        .open();
  }

  private void committed() {
    commits.incrementAndGet();
    checkpoints.written();
  }

  /** See {@link Database#open(DatabaseConfig)}. */
  static SqliteDatabase open(DatabaseConfig config) {
    DataFolder folder = DataFolder.open(config.dataFolder());
    try {
      byte[] key = new DataKeyFile(folder.path()).readOrCreate(config.masterKey(), config.random());
      EncryptedSqlite sqlite = new EncryptedSqlite(folder.path().resolve(DatabaseFile.NAME), key);
      sqlite.check();
      Migrations.run(new MigrationSource(sqlite), Dialect.SQLITE);
      return new SqliteDatabase(folder, sqlite, config);
    } catch (SQLException e) {
      folder.close();
      throw new StorageRefused("The database cannot be opened: " + e.getMessage(), e);
    } catch (RuntimeException | Error e) {
      folder.close();
      throw e;
    }
  }

  @Override
  public Dialect dialect() {
    return Dialect.SQLITE;
  }

  @Override
  public <R> R read(Work<R> work) {
    return submit(reads, work);
  }

  @Override
  public <R> R write(Work<R> work) {
    return submit(writes, Companion.join(work));
  }

  private <R> R submit(BlockingQueue<Task<?>> queue, Work<R> work) {
    if (writer.isCurrent() || readers.stream().anyMatch(StoreThread::isCurrent)) {
      throw new IllegalStateException(
          "A transaction may not start another: it would wait for itself");
    }
    Task<R> task = new Task<>(work, commits.get());
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

  @Override
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
      StoreThread.stop(readers);
      checkpoints.close();
      // The writer's connection is the last, so that closing it folds the log into the file.
      StoreThread.stop(List.of(writer));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      folder.close();
    }
  }
}
