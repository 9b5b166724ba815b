package io.plenum.signaling.meeting;

import java.time.Instant;
import java.util.Optional;

/**
 * A lasting meeting space (REQUIREMENTS M-1). Immutable: what it was when it was read.
 *
 * @param accessCode digits only
 * @param schedule empty: ad hoc
 * @param version grows with every change
 * @param sequence of what calendars know of it
 */
public record Meeting(
    String id,
    String accountId,
    String name,
    Person organizer,
    String accessCode,
    Instant createdAt,
    Optional<Schedule> schedule,
    MeetingSettings settings,
    long version,
    int sequence) {

  /** The user who organizes it. */
  public record Person(String id, String name, String email) {}

  public String organizerId() {
    return organizer.id();
  }

  public String organizerName() {
    return organizer.name();
  }

  /** What its organizer can change. */
  public MeetingDraft draft() {
    return new MeetingDraft(name, schedule, settings);
  }

  /** The same with what the draft says. */
  Meeting as(MeetingDraft draft) {
    return new Meeting(
        id,
        accountId,
        draft.name(),
        organizer,
        accessCode,
        createdAt,
        draft.schedule(),
        draft.settings(),
        version,
        sequence);
  }

  /** The same, organized by somebody else. */
  Meeting by(Person successor) {
    return new Meeting(
        id,
        accountId,
        name,
        successor,
        accessCode,
        createdAt,
        schedule,
        settings,
        version,
        sequence);
  }

  /** Its next version; `inCalendars`: calendars must hear of it. */
  Meeting changed(boolean inCalendars) {
    Meeting next = inCalendars ? nextSequence() : this;
    return next.numbered(version + 1, next.sequence);
  }

  /** The same with the next number for calendars. */
  Meeting nextSequence() {
    return numbered(version, sequence + 1);
  }

  private Meeting numbered(long newVersion, int newSequence) {
    return new Meeting(
        id,
        accountId,
        name,
        organizer,
        accessCode,
        createdAt,
        schedule,
        settings,
        newVersion,
        newSequence);
  }
}
