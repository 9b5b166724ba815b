package io.plenum.signaling.message;

/**
 * Who wrote a chat message.
 *
 * @param seat the author's seat, or null when it was written outside a live session
 * @param userId who was signed in, of whatever account, or null; not shown to others
 * @param name null when the user was deleted since: an "unknown user" (REQUIREMENTS I-7)
 */
public record ChatAuthor(String seat, String userId, String name, SeatKind kind) {
  /** Whether {@code seat} or {@code user} (each may be null) is this author. */
  public boolean is(String otherSeat, String otherUserId) {
    return (seat != null && seat.equals(otherSeat))
        || (userId != null && userId.equals(otherUserId));
  }

  /** The same author after the user was deleted. */
  public ChatAuthor unknown() {
    return new ChatAuthor(seat, userId, null, kind);
  }
}
