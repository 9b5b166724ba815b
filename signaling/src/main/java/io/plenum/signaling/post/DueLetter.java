package io.plenum.signaling.post;

import java.util.Optional;

/**
 * A letter that is to be delivered now.
 *
 * @param id the same at each try
 * @param lane letters of one lane share a destination and its trouble
 * @param letter empty: its row cannot be read
 * @param tries how many have begun
 * @param createdAtMs when it was put into the outbox
 */
public record DueLetter(
    String id, String lane, Optional<Letter> letter, int tries, long createdAtMs) {
  /** The lane of all mail. The others are endpoints' ids. */
  static final String MAIL_LANE = "mail";

  boolean isMail() {
    return lane.equals(MAIL_LANE);
  }
}
