package io.plenum.signaling.post;

import java.util.Optional;

/**
 * A mail to one person.
 *
 * @param to an address as {@link MailAddress#isValid} wants it
 * @param subject one line, 1 to 200 characters
 * @param text the mail for those who see no HTML, at most 100,000 characters
 * @param html the same as HTML, at most 100,000 characters
 * @param calendar an invitation that calendars understand
 */
public record MailLetter(
    String accountId,
    String to,
    String subject,
    String text,
    Optional<String> html,
    Optional<CalendarPart> calendar)
    implements Letter {

  /** More than a phone or a list of mails shows. */
  public static final int SUBJECT_LIMIT = 200;

  /** An invitation with a long agenda has some thousand characters. */
  public static final int TEXT_LIMIT = 100_000;

  /**
   * Checks what a mail must keep to.
   *
   * @throws NoMailAddress when {@code to} is none
   * @throws IllegalArgumentException when header lines cannot be made of it, or it is too long
   */
  public MailLetter {
    if (!MailAddress.isValid(to)) {
      throw new NoMailAddress();
    }
    boolean oneLine = subject.chars().noneMatch(Character::isISOControl);
    if (subject.isBlank() || subject.length() > SUBJECT_LIMIT || !oneLine) {
      throw new IllegalArgumentException("no subject of one line");
    }
    if (text.length() > TEXT_LIMIT || html.filter(it -> it.length() > TEXT_LIMIT).isPresent()) {
      throw new IllegalArgumentException("a mail of more than " + TEXT_LIMIT + " characters");
    }
  }

  /** A mail of text only. */
  public MailLetter(String accountId, String to, String subject, String text) {
    this(accountId, to, subject, text, Optional.empty(), Optional.empty());
  }

  /**
   * A subject that may be sent, of a text that somebody wrote: control characters are spaces, what
   * is too long is cut.
   */
  public static String subject(String written) {
    StringBuilder line = new StringBuilder(written.length());
    written
        .codePoints()
        .map(c -> Character.isISOControl(c) ? ' ' : c)
        .forEach(line::appendCodePoint);
    String subject = line.toString().strip();
    if (subject.length() <= SUBJECT_LIMIT) {
      return subject;
    }
    boolean split = Character.isHighSurrogate(subject.charAt(SUBJECT_LIMIT - 2));
    return subject.substring(0, SUBJECT_LIMIT - (split ? 2 : 1)) + "…";
  }

  /** Does not show what it says: it may hold a password. */
  @Override
  public String toString() {
    return "MailLetter[account " + accountId + "]";
  }
}
