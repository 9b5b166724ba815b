package io.plenum.signaling.session;

import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * The names of a seat that nobody has taken yet, drawn outside the rules so that those stay pure.
 *
 * @param id what the others know the seat by
 */
public record FreshSeat(String id, SeatToken token) {
  private static final int ID_BYTES = 16;

  /** A new seat with a random id (128 bits) and a random secret. */
  public static FreshSeat random(SecureRandom random) {
    byte[] id = new byte[ID_BYTES];
    random.nextBytes(id);
    return new FreshSeat(HexFormat.of().formatHex(id), SeatToken.random(random));
  }
}
