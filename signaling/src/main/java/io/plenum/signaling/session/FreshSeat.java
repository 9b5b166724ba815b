package io.plenum.signaling.session;

import io.plenum.signaling.identity.RandomId;
import java.util.random.RandomGenerator;

/**
 * The names of a seat that nobody has taken yet, drawn outside the rules so that those stay pure.
 *
 * @param id what the others know the seat by
 */
public record FreshSeat(String id, SeatToken token) {

  /** A new seat; {@code random} must be a secure source. */
  public static FreshSeat random(RandomGenerator random) {
    return new FreshSeat(RandomId.next(random), new SeatToken(RandomId.secret(random)));
  }
}
