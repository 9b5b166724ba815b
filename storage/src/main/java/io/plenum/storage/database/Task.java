package io.plenum.storage.database;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jdbi.v3.core.Handle;

/** One unit of work, from its caller to a store thread and back. */
final class Task<R> {
  private final Database.Work<R> work;
  private final long askedAfter;
  private final CompletableFuture<R> done = new CompletableFuture<>();
  private R result;
  private Throwable failure;

  /** `askedAfter`: so many commits the caller may have heard of. */
  Task(Database.Work<R> work, long askedAfter) {
    this.work = work;
    this.askedAfter = askedAfter;
  }

  /** So many commits the caller may have heard of. */
  long askedAfter() {
    return askedAfter;
  }

  /**
   * Runs inside the open transaction, on the store thread. False: the work threw, and its changes
   * must be undone.
   */
  boolean run(Handle handle) {
    try {
      result = work.on(handle);
      return true;
    } catch (RuntimeException | Error e) {
      failure = e;
      return false;
    }
  }

  /** Tells the caller the outcome; of what was written only after the commit. */
  void tell() {
    if (failure == null) {
      done.complete(result);
    } else {
      done.completeExceptionally(failure);
    }
  }

  void failed(Throwable cause) {
    done.completeExceptionally(
        failure != null ? failure : new StoreFailed("The transaction was not kept", cause));
  }

  /** Waits for the outcome. The work's own exception is thrown as it is. */
  R await() {
    try {
      return done.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StoreFailed(
          "Interrupted while waiting for the database; whether the work was done is unknown", e);
    } catch (ExecutionException e) {
      throw rethrown(e.getCause());
    }
  }

  private static RuntimeException rethrown(Throwable cause) {
    if (cause instanceof Error error) {
      throw error;
    }
    return (RuntimeException) cause;
  }
}
