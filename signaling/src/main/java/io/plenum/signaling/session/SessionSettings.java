package io.plenum.signaling.session;

import java.time.Instant;

/**
 * What the meeting and its account settle for live sessions.
 *
 * @param muteOnEntry whether everybody but the organizer comes in with the microphone off (W-5)
 * @param guestsSeeAllChat whether guests see what was written before they were admitted (C-3)
 * @param anybodyRemovesUsers whether any registered user removes registered users (W-4)
 * @param lockedAtStart whether a session begins locked, so that its organizer comes first (W-4)
 */
public record SessionSettings(
    boolean muteOnEntry,
    boolean guestsSeeAllChat,
    boolean anybodyRemovesUsers,
    boolean lockedAtStart) {
  /** From when on somebody who was admitted sees the chat (C-3). */
  Instant chatSeenFrom(boolean registered, Instant admittedAt) {
    return registered || guestsSeeAllChat ? Instant.EPOCH : admittedAt;
  }

  /** What holds where nobody chose. */
  public static final SessionSettings STANDARD = new SessionSettings(false, true, false, false);
}
