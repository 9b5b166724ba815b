package io.plenum.signaling.meeting;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import net.fortuna.ical4j.model.Recur;

/**
 * A rule by which a meeting recurs: an RRULE (RFC 5545 section 3.3.10) by the day, week, month or
 * year. Counted in local time; {@link Schedule} says when that is. Immutable; any thread may use
 * it.
 *
 * @param text as calendars take it; an UNTIL is in UTC
 * @param local the same with the UNTIL on the wall of the meeting's zone
 */
public record Recurrence(String text, String local) {
  static final int TEXT_LIMIT = 500;

  /** A rule that counts further is one without an end. */
  static final int COUNT_LIMIT = 1_000;

  /** By the year it reaches beyond every calendar. */
  static final int INTERVAL_LIMIT = 1_000;

  /** Where a rule without an end is no longer asked. */
  private static final LocalDateTime FAR = LocalDateTime.of(Schedule.LAST_YEAR + 200, 1, 1, 0, 0);

  /** Reaches over the longest pause of a rule that ends: 29 February on a Monday. */
  private static final int PAUSE_YEARS = 40;

  /** Starts in the hours that {@link Schedule} adds for changes of clocks and for what runs. */
  private static final int NEXT_FEW = 4;

  private static final DateTimeFormatter LOCAL_TIME =
      DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss", Locale.ROOT);

  private static final Pattern UNTIL = Pattern.compile("UNTIL=[0-9TZ]+");

  /**
   * Reads a rule.
   *
   * @param zone of the meeting
   * @throws MeetingRefused when it is none, or none that all calendars can keep
   */
  static Recurrence parse(String rule, ZoneId zone) {
    if (rule.length() > TEXT_LIMIT) {
      throw MeetingRefused.schedule("The recurrence is too long.");
    }
    Recur<Temporal> recur = RecurrenceCheck.read(rule);
    String plain = recur.toString();
    if (recur.getUntil() == null) {
      return new Recurrence(plain, plain);
    }
    ZonedDateTime until = until(recur.getUntil(), zone);
    String local = LOCAL_TIME.format(until);
    String utc = LOCAL_TIME.format(until.withZoneSameInstant(ZoneOffset.UTC)) + "Z";
    return new Recurrence(
        UNTIL.matcher(plain).replaceFirst("UNTIL=" + utc),
        UNTIL.matcher(plain).replaceFirst("UNTIL=" + local));
  }

  /** A day alone is meant to its end; a time without UTC is on the wall of the meeting. */
  private static ZonedDateTime until(Temporal until, ZoneId zone) {
    return switch (until) {
      case LocalDate day -> day.atTime(LocalTime.of(23, 59, 59)).atZone(zone);
      case LocalDateTime local -> local.atZone(zone);
      case OffsetDateTime utc -> utc.atZoneSameInstant(zone);
      default -> throw MeetingRefused.schedule("UNTIL is a date, or a time in UTC.");
    };
  }

  /** Calendars disagree on whether a start that is no occurrence counts, so it must be one. */
  void checkStart(LocalDateTime start) {
    if (!between(start, start, start).contains(start)) {
      throw MeetingRefused.schedule("The start is no occurrence of the recurrence.");
    }
  }

  /** The starts between two local times, in order, at most {@link Schedule#OCCURRENCE_LIMIT}. */
  List<LocalDateTime> between(LocalDateTime start, LocalDateTime from, LocalDateTime to) {
    return dates(start, from, to, Schedule.OCCURRENCE_LIMIT);
  }

  /** The next few starts from a local time on. */
  List<LocalDateTime> following(LocalDateTime start, LocalDateTime from) {
    return dates(start, from, FAR, NEXT_FEW);
  }

  /** The last start; empty: there is none. */
  Optional<LocalDateTime> last(LocalDateTime start) {
    Recur<LocalDateTime> recur = new Recur<>(local);
    if (recur.getCount() > 0) {
      return Optional.of(last(start, dates(start, start, FAR, COUNT_LIMIT)));
    }
    return Optional.ofNullable(recur.getUntil())
        .map(end -> last(start, dates(start, end.minusYears(PAUSE_YEARS), end, Integer.MAX_VALUE)));
  }

  private static LocalDateTime last(LocalDateTime otherwise, List<LocalDateTime> dates) {
    return dates.isEmpty() ? otherwise : dates.getLast();
  }

  private List<LocalDateTime> dates(
      LocalDateTime start, LocalDateTime from, LocalDateTime to, int limit) {
    LocalDateTime low = from.isBefore(start) ? start : from;
    if (to.isBefore(low)) {
      return List.of();
    }
    Recur<LocalDateTime> recur = new Recur<>(local);
    // The library leaps to the first period that begins in the range. What the period before still
    // holds would be missed, so it is asked from one period earlier, and for that many more.
    LocalDateTime leap = low.minus(1, period(recur));
    LocalDateTime first = leap.isBefore(start) ? start : leap;
    int spare = Math.toIntExact(ChronoUnit.DAYS.between(first, low)) + 1;
    int most = limit > Integer.MAX_VALUE - spare ? -1 : limit + spare;
    return recur.getDates(start, first, to, most).stream()
        .filter(date -> !date.isBefore(low) && !date.isAfter(to))
        .limit(limit)
        .toList();
  }

  private static ChronoUnit period(Recur<LocalDateTime> recur) {
    return switch (recur.getFrequency()) {
      case MONTHLY -> ChronoUnit.MONTHS;
      case YEARLY -> ChronoUnit.YEARS;
      case SECONDLY, MINUTELY, HOURLY, DAILY, WEEKLY -> ChronoUnit.WEEKS;
    };
  }
}
