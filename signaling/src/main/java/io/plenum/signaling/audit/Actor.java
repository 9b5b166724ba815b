package io.plenum.signaling.audit;

import java.util.Optional;

/**
 * Who did something. Name and source are personal: they are kept beside the chain and can be
 * erased.
 *
 * @param id a user's id, or a seat's for somebody without an account; empty: the server itself, or
 *     somebody whom it does not know
 * @param name as shown at that time
 * @param assumedBy the id of the user who acted in the actor's place (REQUIREMENTS I-2)
 * @param source where they came from: {@code 192.0.2.1:50000}, {@code [2001:db8::1]:50000}; without
 *     the port where a proxy hides it
 */
public record Actor(
    Optional<String> id,
    Optional<String> name,
    Optional<String> assumedBy,
    Optional<String> source) {

  /** The server, by itself: a deadline, a retention rule. */
  public static final Actor SERVER =
      new Actor(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

  /** A user, or the holder of a seat. */
  public static Actor of(String id, String name, String source) {
    return new Actor(Optional.of(id), Optional.of(name), Optional.empty(), Optional.of(source));
  }

  /** Somebody who has not proven who they are. */
  public static Actor unknown(String source) {
    return new Actor(Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(source));
  }
}
