package io.plenum.storage.database;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import org.jdbi.v3.core.Handle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes: takes what waits, runs it in one transaction, each task in a savepoint of its own,
 * commits once (so that tasks which arrive together share one disk flush), and tells the callers.
 */
final class WriterThread extends StoreThread {
  private static final Logger log = LoggerFactory.getLogger(WriterThread.class);

  private final int batchLimit;
  private final Runnable committed;

  /** `committed` is run on this thread after each commit, before anybody hears of it; be quick. */
  WriterThread(BlockingQueue<Task<?>> queue, int batchLimit, Handle handle, Runnable committed) {
    super("plenum-store-writer", queue, handle);
    this.batchLimit = batchLimit;
    this.committed = committed;
  }

  @Override
  void work(Task<?> first, Handle handle, BlockingQueue<Task<?>> queue) {
    List<Task<?>> batch = new ArrayList<>(batchLimit);
    batch.add(first);
    queue.drainTo(batch, batchLimit - 1);
    try {
      handle.begin();
      for (Task<?> task : batch) {
        runInSavepoint(task, handle);
      }
      handle.commit();
      committed.run();
      batch.forEach(Task::tell);
    } catch (RuntimeException | Error e) {
      log.error("The database refused a transaction of {} tasks: {}", batch.size(), e.toString());
      rollBack(handle);
      batch.forEach(task -> task.failed(e));
    }
  }

  private static void runInSavepoint(Task<?> task, Handle handle) {
    handle.savepoint("task");
    if (task.run(handle)) {
      handle.releaseSavepoint("task");
    } else {
      handle.rollbackToSavepoint("task");
    }
  }
}
