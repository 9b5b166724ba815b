package io.plenum.storage.database;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jdbi.v3.core.Handle;

/**
 * The end of one PostgreSQL transaction. When the connection breaks while the server commits, the
 * server is asked, on another connection, what became of the transaction: a caller told of a
 * failure must be able to rely on it. Confined to the caller's thread.
 */
final class Commit {
  /** How long the server is asked; it may be starting again. */
  private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(10);

  private static final long PAUSE_MS = 100;

  private final Handle handle;
  private final Supplier<Handle> another;

  /** `another` opens a connection, or throws {@link StoreFailed}. */
  Commit(Handle handle, Supplier<Handle> another) {
    this.handle = handle;
    this.another = another;
  }

  /** Commits; returns only when the transaction is kept. */
  void run() {
    Optional<String> id = transactionId();
    try {
      handle.commit();
    } catch (RuntimeException e) {
      if (SqlFailure.of(e) != SqlFailure.CUT_OFF || id.isEmpty()) {
        throw e;
      }
      if (!wasKept(id.get(), e)) {
        throw new StoreFailed("The database failed; nothing was kept", e);
      }
    }
  }

  /** Empty: the transaction changed nothing. */
  private Optional<String> transactionId() {
    return handle
        .createQuery("SELECT pg_current_xact_id_if_assigned()::text")
        .mapTo(String.class)
        .findOne();
  }

  private boolean wasKept(String id, RuntimeException failure) {
    long giveUpNs = System.nanoTime() + PATIENCE_NS;
    do {
      switch (status(id)) {
        case "committed" -> {
          return true;
        }
        case "aborted" -> {
          return false;
        }
        default -> pause();
      }
    } while (System.nanoTime() < giveUpNs && !Thread.currentThread().isInterrupted());
    throw new StoreFailed("The database failed; whether it was kept is unknown", failure);
  }

  /** "committed", "aborted", "in progress", or empty while nobody answers. */
  private String status(String id) {
    try (Handle asking = another.get()) {
      return asking
          .createQuery("SELECT coalesce(pg_xact_status(?::xid8), '')")
          .bind(0, id)
          .mapTo(String.class)
          .one();
    } catch (RuntimeException e) {
      return "";
    }
  }

  private static void pause() {
    try {
      Thread.sleep(PAUSE_MS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
