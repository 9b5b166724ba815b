package io.plenum.storage.database;

import io.plenum.storage.StorageRefused;
import org.jdbi.v3.core.Handle;

/**
 * Where everything that lasts is kept: the encrypted SQLite file of a data folder, or a PostgreSQL
 * database. Any thread may call it, but a call blocks until the work is done: callers are virtual
 * threads, never an event loop or a media loop.
 *
 * <p>Work may be run more than once: PostgreSQL undoes a transaction that lost to another, and it
 * is begun again. So work does nothing but use its handle: what it needs of clocks and random
 * sources is drawn before, what it tells anybody comes after. A statement that fails spoils the
 * transaction: let its exception pass.
 */
public interface Database extends AutoCloseable {
  /** What is done with an open transaction. A thrown exception undoes it. */
  @FunctionalInterface
  interface Work<R> {
    R on(Handle handle);
  }

  /**
   * Opens the embedded database of a data folder, made and migrated as needed, and holds the folder
   * until {@link #close}.
   *
   * @throws StorageRefused when the folder cannot be written, is in use, or the key does not fit;
   *     the message is for the operator
   */
  static Database open(DatabaseConfig config) {
    return SqliteDatabase.open(config);
  }

  /**
   * Opens a PostgreSQL database, migrated as needed, and keeps other Plenums from it until {@link
   * #close}.
   *
   * @throws StorageRefused when it cannot be reached or is in use; the message is for the operator
   */
  static Database open(PostgresConfig config) {
    return PostgresDatabase.open(config);
  }

  /**
   * Opens the embedded database of a data folder to read what is there, whether a server uses it or
   * not. For one thread at a time; {@link #write} fails.
   *
   * @throws StorageRefused when there is none, or the key does not fit
   */
  static Database openToRead(DatabaseConfig config) {
    return ReadingDatabase.open(config);
  }

  /**
   * Opens a PostgreSQL database to read what is there, whether a server uses it or not. For one
   * thread at a time; {@link #write} fails.
   *
   * @throws StorageRefused when it cannot be reached
   */
  static Database openToRead(PostgresConfig config) {
    return ReadingDatabase.open(config);
  }

  /** What the few queries that differ (search) ask for. */
  Dialect dialect();

  /**
   * Runs read-only work on one consistent snapshot.
   *
   * @throws StoreBusy when too much waits already
   * @throws StoreFailed when the database fails; the work's own exceptions are thrown as they are
   */
  <R> R read(Work<R> work);

  /**
   * Runs work in a transaction of its own, as if it were alone (serializable), that is on the disk
   * when this returns.
   *
   * @throws StoreBusy when too much waits already
   * @throws StoreFailed when the database fails; the work's own exceptions undo its changes and are
   *     thrown as they are
   */
  <R> R write(Work<R> work);

  /** Callers that wait, for reading and writing together. For metrics. */
  int waiting();

  /** Finishes what waits, refuses what comes, and lets go of the folder or the server. */
  @Override
  void close();
}
