package io.plenum.node;

import io.plenum.signaling.removal.Removals;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes what is left of users and accounts that ended: at start, when told that there is
 * something, and every minute, because a step may have failed.
 */
final class RemovalWorker {
  private static final Logger log = LoggerFactory.getLogger(RemovalWorker.class);
  private static final Duration EVERY = Duration.ofMinutes(1);

  private RemovalWorker() {}

  static Rounds start(Removals removals) {
    Rounds rounds = Rounds.start("removals", EVERY, stopping -> resume(removals));
    removals.onBegun(rounds::now);
    return rounds;
  }

  private static void resume(Removals removals) {
    try {
      int done = removals.resume();
      if (done > 0) {
        log.info("{} removals are done", done);
      }
    } catch (RuntimeException e) {
      log.warn("Removals failed and are tried again: {}", e.toString());
    }
  }
}
