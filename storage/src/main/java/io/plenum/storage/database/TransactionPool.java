package io.plenum.storage.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jdbi.v3.core.ConnectionException;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Transactions on a bounded pool of PostgreSQL connections, on their callers' threads, in the order
 * they came. One that lost to others is begun again, at last with nothing beside it, so that it
 * cannot lose for ever. Any thread may use it.
 */
final class TransactionPool implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(TransactionPool.class);

  /** So often beside others; measured: of 50 sign-ins at once hardly any loses three times. */
  private static final int TRIES_BESIDE_OTHERS = 3;

  /** So often alone; only another program at the same database can make it lose then. */
  private static final int TRIES_ALONE = 3;

  private static final String NOTHING_KEPT = "The database failed; nothing was kept";

  private final HikariDataSource connections;
  private final Jdbi jdbi;
  private final int size;
  private final int queueLimit;
  private final Semaphore turns;
  private final AtomicInteger waiting = new AtomicInteger();
  private volatile boolean closed;

  TransactionPool(HikariConfig pool, PostgresConfig config) {
    this.connections = new HikariDataSource(pool);
    this.jdbi = Jdbi.create(connections);
    jdbi.getConfig(StatementExceptions.class)
        .setMessageRendering(StatementExceptions.MessageRendering.NONE);
    this.size = config.connections();
    this.queueLimit = config.queueLimit();
    this.turns = new Semaphore(size, true);
  }

  /** See {@link Database#write}; whether anything can be written is the pool's matter. */
  <R> R transact(Database.Work<R> work) {
    RuntimeException lost = null;
    for (int i = 0; i < TRIES_BESIDE_OTHERS + TRIES_ALONE; i++) {
      int share = i < TRIES_BESIDE_OTHERS ? 1 : size;
      await(share);
      try {
        return attempt(work);
      } catch (RuntimeException e) {
        lost = toTryAgain(e);
      } finally {
        turns.release(share);
      }
    }
    log.warn("A transaction failed {} times", TRIES_BESIDE_OTHERS + TRIES_ALONE);
    throw SqlFailure.of(lost) == SqlFailure.CONFLICT
        ? new StoreBusy(waiting(), lost)
        : new StoreFailed(NOTHING_KEPT, lost);
  }

  /** The failure, if the next try may succeed; else throws what the caller shall see. */
  private static RuntimeException toTryAgain(RuntimeException e) {
    if (e instanceof StoreFailed) {
      throw e;
    }
    return switch (SqlFailure.of(e)) {
      case CONFLICT, CUT_OFF -> e;
      case UNAVAILABLE -> throw new StoreFailed(NOTHING_KEPT, e);
      case OTHER -> throw e;
    };
  }

  private void await(int share) {
    try {
      // With a time, though none: only so does it not overtake those who wait.
      if (turns.tryAcquire(share, 0, TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
    if (waiting.incrementAndGet() > queueLimit) {
      throw new StoreBusy(waiting.decrementAndGet());
    }
    try {
      turns.acquire(share);
    } catch (InterruptedException e) {
      throw interrupted(e);
    } finally {
      waiting.decrementAndGet();
    }
  }

  private static StoreFailed interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new StoreFailed("Interrupted while waiting for the database; nothing was done", e);
  }

  private <R> R attempt(Database.Work<R> work) {
    try (Handle handle = open()) {
      handle.begin();
      Commit commit = new Commit(handle, this::open);
      try {
        R result = work.on(handle);
        commit.run();
        return result;
      } catch (RuntimeException | Error e) {
        rollBack(handle);
        throw e;
      }
    }
  }

  private Handle open() {
    if (closed) {
      throw new StoreFailed("The database is closed");
    }
    try {
      return jdbi.open();
    } catch (ConnectionException e) {
      throw new StoreFailed("The database cannot be reached", e);
    }
  }

  private static void rollBack(Handle handle) {
    try {
      if (handle.isInTransaction()) {
        handle.rollback();
      }
    } catch (RuntimeException e) {
      log.debug("Rolling back failed", e);
    }
  }

  int waiting() {
    return waiting.get();
  }

  /** Waits for what runs and what waits. */
  @Override
  public void close() {
    turns.acquireUninterruptibly(size);
    closed = true;
    turns.release(size);
    connections.close();
  }
}
