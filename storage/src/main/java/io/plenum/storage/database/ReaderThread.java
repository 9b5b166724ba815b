package io.plenum.storage.database;

import java.util.concurrent.BlockingQueue;
import java.util.function.LongSupplier;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads. Whoever asks may be shown any moment since they asked, so a transaction serves all who
 * asked before it began, one after the other, each of them told at once. That matters because
 * SQLite forgets every page it has decrypted as soon as a transaction begins after a commit: the
 * more wait, the more share a page, and a busy server slows down less than it is asked more.
 */
final class ReaderThread extends StoreThread {
  private static final Logger log = LoggerFactory.getLogger(ReaderThread.class);

  private final LongSupplier commits;

  /** `commits`: how many the writer has made that somebody may have heard of. */
  ReaderThread(String name, BlockingQueue<Task<?>> queue, Handle handle, LongSupplier commits) {
    super(name, queue, handle);
    this.commits = commits;
  }

  @Override
  void work(Task<?> first, Handle handle, BlockingQueue<Task<?>> queue) {
    Task<?> next = first;
    while (next != null) {
      next = readAtOneMoment(next, handle, queue);
    }
  }

  /** What was asked too late for this transaction; null: nobody waits. */
  private Task<?> readAtOneMoment(Task<?> first, Handle handle, BlockingQueue<Task<?>> queue) {
    // Asked before the transaction begins, which therefore sees at least these.
    long seen = commits.getAsLong();
    Task<?> task = first;
    try {
      handle.begin();
      boolean sound = true;
      while (task != null && sound && task.askedAfter() <= seen) {
        sound = task.run(handle);
        task.tell();
        task = queue.poll();
      }
      handle.commit();
    } catch (RuntimeException | Error e) {
      log.error("The database refused a transaction that reads: {}", e.toString());
      rollBack(handle);
      if (task != null) {
        task.failed(e);
      }
      return null;
    }
    return task;
  }
}
