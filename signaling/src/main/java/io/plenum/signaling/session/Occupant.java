package io.plenum.signaling.session;

import io.plenum.signaling.message.SeatKind;

/**
 * Who sits in a seat, as known when it was taken.
 *
 * @param userId the signed-in user, also of another account; null for somebody without account
 * @param signInId the sign-in whose end closes the seat; null without account
 * @param note what a guest wrote for those who admit; may be empty
 */
public record Occupant(
    SeatKind kind, String userId, String signInId, String name, String note, boolean organizer) {

  /** Whether this is a user of the meeting's account. */
  public boolean registered() {
    return kind == SeatKind.REGISTERED;
  }

  /** Whether this person proved an identity, of whatever account. */
  public boolean signedIn() {
    return userId != null;
  }
}
