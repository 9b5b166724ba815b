package io.plenum.node;

import io.plenum.signaling.search.ChatIndex;
import io.plenum.signaling.search.ChatIndexing;
import io.plenum.storage.database.Database;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps the index of the chat in order while the server runs, a little at a time. */
final class IndexUpkeep {
  private static final Logger log = LoggerFactory.getLogger(IndexUpkeep.class);
  private static final Duration EVERY = Duration.ofMinutes(10);

  /** In one round; some two minutes. */
  private static final int PARTS = 1_000;

  /** Between two parts: the database's writer is left to others for most of the time. */
  private static final Duration PAUSE = Duration.ofMillis(100);

  private IndexUpkeep() {}

  static Rounds start(Database database) {
    ChatIndex index = ChatIndex.of(database.dialect());
    return Rounds.start("index of the chat", EVERY, stopping -> gather(database, index, stopping));
  }

  private static void gather(Database database, ChatIndex index, BooleanSupplier stopping) {
    try {
      ChatIndexing.gather(database, index, PARTS, () -> paused() && !stopping.getAsBoolean());
    } catch (RuntimeException e) {
      if (!Thread.currentThread().isInterrupted()) {
        log.warn("The index of the chat stays as it is until the next try: {}", e.toString());
      }
    }
  }

  private static boolean paused() {
    try {
      Thread.sleep(PAUSE);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }
}
