package io.plenum.node;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Parts in the order they started, stopped in the reverse one, each within a bound. Used by one
 * thread at a time.
 */
final class StopOrder implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(StopOrder.class);

  private record Part(String name, AutoCloseable what) {}

  private final Deque<Part> parts = new ArrayDeque<>();
  private final Duration bound;

  /** `bound`: for each part; what takes longer is left behind. */
  StopOrder(Duration bound) {
    this.bound = bound;
  }

  /** Notes a part that has started; returns it. */
  <T extends AutoCloseable> T started(String name, T part) {
    parts.push(new Part(name, part));
    return part;
  }

  @Override
  public void close() {
    while (!parts.isEmpty()) {
      stop(parts.pop());
    }
  }

  private void stop(Part part) {
    Thread stopping = Thread.ofVirtual().name("stop " + part.name).start(() -> closeQuietly(part));
    try {
      if (!stopping.join(bound)) {
        log.warn("{} did not stop within {} s", part.name, bound.toSeconds());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void closeQuietly(Part part) {
    try {
      part.what.close();
    } catch (Exception e) {
      log.warn("{} did not stop cleanly", part.name, e);
    }
  }
}
