package io.plenum.signaling.post;

/**
 * A letter that is to be delivered now.
 *
 * @param id the same at each try
 * @param lane letters of one lane share a destination and its trouble
 * @param tries how many have begun
 * @param createdAtMs when it was put into the outbox
 */
public record DueLetter(String id, String lane, Letter letter, int tries, long createdAtMs) {
  /** The lane of all mail. The others are endpoints' ids. */
  public static final String MAIL_LANE = "mail";
}
