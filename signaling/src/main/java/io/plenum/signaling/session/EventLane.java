package io.plenum.signaling.session;

import io.plenum.signaling.audit.AuditEvent;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what the audit log is to know of what changed no row of the session, in order, beside the
 * session's thread: nobody in the meeting waits for a disk because media found its path. What
 * cannot be written is lost and logged; the rows that say who was there are written before anybody
 * is told.
 */
final class EventLane implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(EventLane.class);

  private final String name;
  private final Consumer<List<AuditEvent>> store;
  private final ExecutorService thread;

  /**
   * A lane of one session.
   *
   * @param name the meeting's id, also for the thread and the log
   * @param store writes events; may block and fail
   */
  EventLane(String name, Consumer<List<AuditEvent>> store) {
    this.name = name;
    this.store = store;
    this.thread =
        Executors.newSingleThreadExecutor(Thread.ofVirtual().name("events-" + name).factory());
  }

  /** Hands them over; never blocks. */
  void write(List<AuditEvent> events) {
    thread.execute(() -> writeOrLog(events));
  }

  private void writeOrLog(List<AuditEvent> events) {
    try {
      store.accept(events);
    } catch (RuntimeException broken) {
      LOG.error("session {}: the audit log lacks {} events", name, events.size(), broken);
    }
  }

  /** Waits until everything that was handed over is written. */
  @Override
  public void close() {
    thread.close();
  }
}
