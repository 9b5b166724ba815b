package io.plenum.signaling.session;

/**
 * What the meeting and its account settle for live sessions.
 *
 * @param muteOnEntry whether everybody but the organizer comes in with the microphone off (W-5)
 * @param guestsSeeAllChat whether guests see what was written before they were admitted (C-3)
 * @param anybodyRemovesUsers whether any registered user removes registered users (W-4)
 */
public record SessionSettings(
    boolean muteOnEntry, boolean guestsSeeAllChat, boolean anybodyRemovesUsers) {
  /** What holds where nobody chose. */
  public static final SessionSettings STANDARD = new SessionSettings(false, true, false);
}
