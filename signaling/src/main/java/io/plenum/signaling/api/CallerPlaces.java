package io.plenum.signaling.api;

import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;

/** How many transfers one caller may have at once, so that nobody takes all places. Any thread. */
final class CallerPlaces {
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final int each;
  private final ConcurrentHashMap<String, Integer> taken = new ConcurrentHashMap<>();

  /** `each`: places of one caller. */
  CallerPlaces(int each) {
    this.each = each;
  }

  /** A place that is given back by closing it. */
  @FunctionalInterface
  interface Place extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Takes a place.
   *
   * @param caller a user's or a seat's id
   * @throws Refusal when the caller has as many as they may
   */
  Place take(String caller) {
    int count = taken.merge(caller, 1, Integer::sum);
    if (count > each) {
      giveBack(caller);
      throw new Refusal(Problem.tooMany("Too many of your files are on the way.", RETRY_AFTER));
    }
    return () -> giveBack(caller);
  }

  private void giveBack(String caller) {
    taken.computeIfPresent(caller, (who, count) -> count == 1 ? null : count - 1);
  }

  /** Callers who have a place. */
  int callers() {
    return taken.size();
  }
}
