package io.plenum.signaling.meeting;

import java.util.Locale;

/**
 * What an organizer settles for a meeting. Immutable.
 *
 * @param inviteOnly whether only invited users and admitted guests get in (REQUIREMENTS M-7)
 * @param muteOnEntry whether people come in with the microphone off (W-5)
 * @param guestsSeeChatFrom since when guests see the chat (C-3)
 * @param phonesWait whether callers wait to be admitted, or get straight in (T-2)
 * @param lockedAtStart whether a live session begins locked (W-4)
 */
public record MeetingSettings(
    boolean inviteOnly,
    boolean muteOnEntry,
    GuestsSeeChatFrom guestsSeeChatFrom,
    boolean phonesWait,
    boolean lockedAtStart) {

  /** What holds where nobody chose. */
  public static final MeetingSettings STANDARD =
      new MeetingSettings(false, false, GuestsSeeChatFrom.BEGINNING, true, false);

  /** Since when guests see the chat. */
  public enum GuestsSeeChatFrom {
    BEGINNING,
    ADMISSION;

    /** As it is stored and sent. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The value with this text.
     *
     * @throws IllegalArgumentException when there is none
     */
    public static GuestsSeeChatFrom of(String text) {
      return valueOf(text.toUpperCase(Locale.ROOT));
    }
  }
}
