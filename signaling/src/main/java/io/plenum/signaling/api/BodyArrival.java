package io.plenum.signaling.api;

import io.vertx.ext.web.RoutingContext;

/**
 * Whether the body of a call is still on its way. What goes wrong then is the client's doing, or
 * the network's: chunks without a size, a form whose field has no end, a peer that vanishes.
 */
final class BodyArrival {
  private static final String AWAITED = BodyArrival.class.getName();

  private BodyArrival() {}

  /** The handler before the body is read. */
  static void begin(RoutingContext context) {
    context.put(AWAITED, true);
    context.next();
  }

  /** The handler after. */
  static void done(RoutingContext context) {
    context.remove(AWAITED);
    context.next();
  }

  /** Whether a failure is one of reading the body. */
  static boolean awaited(RoutingContext context) {
    return context.get(AWAITED) != null;
  }
}
