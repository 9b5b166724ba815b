package io.plenum.signaling.meeting;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/**
 * When a meeting is (REQUIREMENTS M-3). The truth is the local time on the wall of a zone, so that
 * a meeting at nine stays at nine when the clocks change, and when a parliament changes the rules
 * too. A local time that a change of clocks skips is later by what was skipped; one that comes
 * twice is the first (RFC 5545 section 3.3.5). Immutable; any thread may use it.
 *
 * @param start local, whole minutes
 * @param duration {@link #SHORTEST} to {@link #LONGEST}, whole minutes
 * @param recurrence empty: once
 */
public record Schedule(
    LocalDateTime start, Duration duration, ZoneId zone, Optional<Recurrence> recurrence) {
  public static final Duration SHORTEST = Duration.ofMinutes(1);

  /** A live session lasts no longer (REQUIREMENTS M-9). */
  public static final Duration LONGEST = Duration.ofHours(24);

  /** Years that calendars agree on; what lies outside is a slip of the finger. */
  static final int FIRST_YEAR = 2000;

  static final int LAST_YEAR = 2199;

  /** Occurrences told of one meeting for one range: a daily meeting over more than two years. */
  static final int OCCURRENCE_LIMIT = 1_000;

  /**
   * A schedule as it is written.
   *
   * @param start ISO 8601 without offset: 2026-03-02T09:00
   * @param zone the name of a region, or UTC
   * @param rule an RRULE's value (RFC 5545 section 3.3.10)
   * @throws MeetingRefused when one of them cannot be read
   */
  public static Schedule parse(
      String start, long durationMinutes, String zone, Optional<String> rule) {
    ZoneId where = TimeZones.zone(zone);
    Schedule schedule =
        new Schedule(
            TimeZones.local(start),
            Duration.ofMinutes(durationMinutes),
            where,
            rule.map(text -> Recurrence.parse(text, where)));
    schedule.check();
    return schedule;
  }

  private void check() {
    if (!start.equals(start.truncatedTo(ChronoUnit.MINUTES))) {
      throw MeetingRefused.schedule("The start has whole minutes.");
    }
    if (start.getYear() < FIRST_YEAR || start.getYear() > LAST_YEAR) {
      throw MeetingRefused.schedule(
          "The start lies between " + FIRST_YEAR + " and " + LAST_YEAR + ".");
    }
    if (duration.compareTo(SHORTEST) < 0 || duration.compareTo(LONGEST) > 0) {
      throw MeetingRefused.schedule("The duration is from one minute to 24 hours.");
    }
    if (!TimeZones.knows(zone)) {
      throw MeetingRefused.schedule("The time zone is one as Europe/Berlin, or UTC.");
    }
    if (!ZonedDateTime.of(start, zone).toLocalDateTime().equals(start)) {
      throw MeetingRefused.schedule("The clocks skip the start in its time zone.");
    }
    recurrence.ifPresent(rule -> rule.checkStart(start));
  }

  /** One time that the meeting is held. */
  public record Occurrence(Instant start, Instant end) {}

  /** Where the first one begins. */
  public Instant firstStart() {
    return at(start);
  }

  /** Where the last one ends; empty: there is no last. */
  public Optional<Instant> lastEnd() {
    return recurrence.isEmpty()
        ? Optional.of(firstStart().plus(duration))
        : recurrence.get().last(start).map(last -> at(last).plus(duration));
  }

  /**
   * What touches the time between two moments, in order.
   *
   * @param limit at most {@link #OCCURRENCE_LIMIT} count
   */
  public List<Occurrence> between(Instant from, Instant to, int limit) {
    // An hour more on both sides: a change of clocks moves local times by no more.
    LocalDateTime first = local(from.minus(duration)).minusHours(1);
    LocalDateTime last = local(to).plusHours(1);
    return starts(first, last).stream()
        .map(local -> new Occurrence(at(local), at(local).plus(duration)))
        .filter(held -> held.start().isBefore(to) && held.end().isAfter(from))
        .limit(Math.min(limit, OCCURRENCE_LIMIT))
        .toList();
  }

  /** The one that is held at this moment, or else the next. */
  public Optional<Occurrence> next(Instant now) {
    LocalDateTime from = local(now.minus(duration)).minusHours(1);
    return recurrence
        .map(rule -> rule.following(start, from))
        .orElseGet(() -> List.of(start))
        .stream()
        .map(local -> new Occurrence(at(local), at(local).plus(duration)))
        .filter(held -> held.end().isAfter(now))
        .findFirst();
  }

  private List<LocalDateTime> starts(LocalDateTime from, LocalDateTime to) {
    return recurrence.map(rule -> rule.between(start, from, to)).orElseGet(() -> List.of(start));
  }

  private LocalDateTime local(Instant at) {
    return LocalDateTime.ofInstant(at, zone);
  }

  private Instant at(LocalDateTime local) {
    return ZonedDateTime.of(local, zone).toInstant();
  }
}
