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
}
