package io.plenum.storage.database;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementExceptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One platform thread with one connection. It takes what waits, runs it in one transaction, each
 * task in a savepoint of its own, commits once (so that tasks which arrive together share one disk
 * flush), and tells the callers. Its handle is confined to it.
 */
final class StoreThread {
  private static final Logger log = LoggerFactory.getLogger(StoreThread.class);

  private final BlockingQueue<Task<?>> queue;
  private final int batchLimit;
  private final Handle handle;
  private final Runnable committed;
  private final Thread thread;
  private volatile boolean stopping;

  /** `committed` is run on this thread after each transaction; it must be quick. */
  StoreThread(
      String name,
      BlockingQueue<Task<?>> queue,
      int batchLimit,
      Handle handle,
      Runnable committed) {
    this.committed = committed;
    this.queue = queue;
    this.batchLimit = batchLimit;
    this.handle = handle;
    // The values of a statement that failed are chat and password hashes: never in a message.
    handle
        .getConfig(StatementExceptions.class)
        .setMessageRendering(StatementExceptions.MessageRendering.NONE);
    this.thread = Thread.ofPlatform().name(name).daemon(true).unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  boolean isCurrent() {
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
    queue.offer(new Task<>(_ -> null));
  }

  private void run() {
    List<Task<?>> batch = new ArrayList<>(batchLimit);
    try {
      while (!stopping || !queue.isEmpty()) {
        batch.add(queue.take());
        queue.drainTo(batch, batchLimit - 1);
        transact(batch);
        batch.clear();
      }
      // Whoever ends wakes the next: one wake-up may be taken by a thread that needed none.
      wakeOne();
    } catch (InterruptedException e) {
      log.error("{} was interrupted, which nobody may do", thread.getName(), e);
    } finally {
      handle.close();
    }
  }

  private void transact(List<Task<?>> batch) {
    try {
      handle.begin();
      for (Task<?> task : batch) {
        runInSavepoint(task);
      }
      handle.commit();
      batch.forEach(Task::committed);
      committed.run();
    } catch (RuntimeException | Error e) {
      log.error("The database refused a transaction of {} tasks: {}", batch.size(), e.toString());
      rollBack();
      batch.forEach(task -> task.failed(e));
    }
  }

  private void runInSavepoint(Task<?> task) {
    handle.savepoint("task");
    if (task.run(handle)) {
      handle.releaseSavepoint("task");
    } else {
      handle.rollbackToSavepoint("task");
    }
  }

  private void rollBack() {
    try {
      if (handle.isInTransaction()) {
        handle.rollback();
      }
    } catch (RuntimeException e) {
      log.warn("Rolling back failed: {}", e.toString());
    }
  }
}
