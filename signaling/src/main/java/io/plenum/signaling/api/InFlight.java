package io.plenum.signaling.api;

import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.Semaphore;

/**
 * How many requests of the API are worked on at once. Each holds a body, its place in the queues
 * before the database and a virtual thread; beyond the limit it is told at once to come back, so
 * that a flood costs neither the memory nor the time of those before it. A place is taken when the
 * body is there, so that slow senders hold none. Any thread may call.
 */
final class InFlight {
  static final int LIMIT = 1_000;

  private static final String KEY = InFlight.class.getName();
  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private final Semaphore places;

  InFlight(int limit) {
    places = new Semaphore(limit);
  }

  /** One request's place. Taken and handed over on the request's event loop. */
  final class Place {
    private boolean over;

    /** From now on {@link #leave} ends it; false: the client has gone, and nobody wants it done. */
    boolean handOver() {
      boolean there = !over;
      over = true;
      return there;
    }

    private void end() {
      if (handOver()) {
        leave();
      }
    }

    /** The work is done. Any thread may call, once. */
    void leave() {
      places.release();
    }
  }

  /**
   * The handler once the body is there.
   *
   * @throws Refusal when too many are worked on
   */
  void enter(RoutingContext context) {
    if (!places.tryAcquire()) {
      throw new Refusal(Problem.tooMany("Too many requests at once.", RETRY_AFTER));
    }
    Place place = new Place();
    context.put(KEY, place);
    context.addEndHandler(_ -> place.end());
    context.next();
  }

  /** The place of a request that entered. */
  static Place of(RoutingContext context) {
    return context.get(KEY);
  }
}
