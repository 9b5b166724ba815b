package io.plenum.storage.database;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One platform thread with one connection, which is confined to it, and the tasks that wait for it
 * or for one like it: {@link WriterThread}, {@link ReaderThread}.
 */
abstract sealed class StoreThread permits WriterThread, ReaderThread {
  private static final Logger log = LoggerFactory.getLogger(StoreThread.class);

  private final BlockingQueue<Task<?>> queue;
  private final Handle handle;
  private final Thread thread;
  private volatile boolean stopping;

  StoreThread(String name, BlockingQueue<Task<?>> queue, Handle handle) {
    this.queue = queue;
    this.handle = handle;
    // The values of a statement that failed are chat and password hashes: never in a message.
    handle
        .getConfig(StatementExceptions.class)
        .setMessageRendering(StatementExceptions.MessageRendering.NONE);
    this.thread = Thread.ofPlatform().name(name).daemon(true).unstarted(this::run);
  }

  /** Does this task, and what waits in the queue as far as it fits in the same transaction. */
  abstract void work(Task<?> first, Handle handle, BlockingQueue<Task<?>> queue);

  final void start() {
    thread.start();
  }

  final boolean isCurrent() {
    return Thread.currentThread() == thread;
  }

  /**
   * Ends threads that share a queue, once it is empty, and closes their connections. Nothing may be
   * queued any more.
   */
  static void stop(List<StoreThread> sharing) throws InterruptedException {
    sharing.forEach(one -> one.stopping = true);
    sharing.getFirst().wakeOne();
    for (StoreThread one : sharing) {
      one.thread.join();
    }
  }

  /**
   * A task that does nothing wakes a thread that waits at the queue, whichever it is; an interrupt
   * would disturb the task in hand. A full queue wakes by itself.
   */
  private void wakeOne() {
    queue.offer(new Task<>(_ -> null, 0));
  }

  private void run() {
    try {
      while (!stopping || !queue.isEmpty()) {
        work(queue.take(), handle, queue);
      }
      // Whoever ends wakes the next: one wake-up may be taken by a thread that needed none.
      wakeOne();
    } catch (InterruptedException e) {
      log.error("{} was interrupted, which nobody may do", thread.getName(), e);
    } finally {
      handle.close();
    }
  }

  static void rollBack(Handle handle) {
    try {
      if (handle.isInTransaction()) {
        handle.rollback();
      }
    } catch (RuntimeException e) {
      log.warn("Rolling back failed: {}", e.toString());
    }
  }
}
