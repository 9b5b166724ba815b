package io.plenum.signaling.post;

/**
 * An iCalendar object (RFC 5545) that goes with a mail (RFC 6047): as an alternative to its text,
 * which mail programs show as an invitation, and as the file invite.ics for those that do not.
 *
 * @param method as the object's METHOD says
 * @param text the object, at most 100,000 characters
 */
public record CalendarPart(Method method, String text) {
  /** One meeting with a few hundred attendees. */
  public static final int TEXT_LIMIT = 100_000;

  /** What it asks of the calendar that reads it (RFC 5546 section 3.2). */
  public enum Method {
    /** A meeting, new or changed. */
    REQUEST,
    /** A meeting that will not be. */
    CANCEL
  }

  public CalendarPart {
    if (text.length() > TEXT_LIMIT) {
      throw new IllegalArgumentException("a calendar of more than " + TEXT_LIMIT + " characters");
    }
  }
}
