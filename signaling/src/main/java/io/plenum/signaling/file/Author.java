package io.plenum.signaling.file;

import java.util.Optional;

/**
 * Who added a file.
 *
 * @param userId of who is signed in
 * @param seatId the seat in the live session; empty: from the meeting space
 * @param name as shown then; empty: of a user who was removed since (I-7)
 */
public record Author(Optional<String> userId, Optional<String> seatId, String name) {
  /** Whether it was a user who was removed since. */
  public boolean isUnknown() {
    return name.isEmpty();
  }

  /** Whether the same person: a user by their id, a guest by the seat. */
  boolean is(Author other) {
    boolean guests = userId.isEmpty() && other.userId.isEmpty();
    return guests ? seatId.isPresent() && seatId.equals(other.seatId) : userId.equals(other.userId);
  }
}
