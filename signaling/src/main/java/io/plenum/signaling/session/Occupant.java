package io.plenum.signaling.session;

import io.plenum.signaling.access.AccessMatrix;
import io.plenum.signaling.access.Right;
import io.plenum.signaling.access.Role;
import io.plenum.signaling.access.Row;
import io.plenum.signaling.message.SeatKind;

/**
 * Who sits in a seat, as known when it was taken.
 *
 * @param role what the access matrix knows them as in this meeting's account
 * @param userId the signed-in user, also of another account; null for somebody without account
 * @param signInId the sign-in whose end closes the seat; of a stream its key, whose end does the
 *     same; null of any other guest without account
 * @param note what a guest wrote for those who admit; may be empty
 */
public record Occupant(
    SeatKind kind,
    Role role,
    String userId,
    String signInId,
    String name,
    String note,
    boolean organizer) {

  /** Whether this is a user of the meeting's account. */
  public boolean registered() {
    return kind == SeatKind.REGISTERED;
  }

  /** Whether the access matrix lets this person, given the conditions that the rules check. */
  boolean may(Row row, Right right) {
    return AccessMatrix.allows(role, row, right);
  }

  /** Whether a stream key opened the seat: a machine that the organizer sent, not a person. */
  public boolean keyed() {
    return userId == null && signInId != null;
  }

  /** Whether this person proved an identity, of whatever account. */
  public boolean signedIn() {
    return userId != null;
  }
}
