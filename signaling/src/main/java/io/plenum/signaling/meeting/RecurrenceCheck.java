package io.plenum.signaling.meeting;

import java.time.temporal.Temporal;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.fortuna.ical4j.model.Recur;
import net.fortuna.ical4j.transform.recurrence.Frequency;

/**
 * Reads an RRULE and refuses what calendars do not agree on: what RFC 5545 section 3.3.10 forbids,
 * what goes by hours and less, and extensions.
 */
final class RecurrenceCheck {
  private static final Set<String> PARTS =
      Set.of(
          "FREQ",
          "UNTIL",
          "COUNT",
          "INTERVAL",
          "BYDAY",
          "BYMONTHDAY",
          "BYYEARDAY",
          "BYWEEKNO",
          "BYMONTH",
          "BYSETPOS",
          "WKST");

  private static final Pattern PART = Pattern.compile("([A-Z]+)=([A-Z0-9,+-]+)");

  /** 5L is the leap month of a calendar that is not ours (RFC 7529). */
  private static final Pattern LEAP_MONTH = Pattern.compile("BYMONTH=[^;]*L");

  private RecurrenceCheck() {}

  /**
   * Reads a rule.
   *
   * @throws MeetingRefused when it is none that can be kept
   */
  static Recur<Temporal> read(String rule) {
    String text = rule.strip().toUpperCase(Locale.ROOT);
    checkParts(text);
    Recur<Temporal> recur;
    try {
      recur = new Recur<>(text);
    } catch (RuntimeException e) {
      // The parser has many ways to say that it cannot read something.
      throw MeetingRefused.schedule("The recurrence is no RRULE of RFC 5545.");
    }
    checkNumbers(recur);
    checkDays(recur);
    return recur;
  }

  private static void checkParts(String text) {
    Set<String> names =
        Stream.of(text.split(";", -1))
            .map(PART::matcher)
            .map(part -> part.matches() ? part.group(1) : "")
            .collect(Collectors.toSet());
    boolean once = names.size() == text.split(";", -1).length;
    if (!once || !PARTS.containsAll(names) || LEAP_MONTH.matcher(text).find()) {
      throw MeetingRefused.schedule(
          "The recurrence is an RRULE of RFC 5545 with the parts " + sorted() + ", each once.");
    }
  }

  private static String sorted() {
    return PARTS.stream().sorted().collect(Collectors.joining(", "));
  }

  private static void checkNumbers(Recur<Temporal> recur) {
    if (recur.getCount() != -1
        && (recur.getCount() < 1 || recur.getCount() > Recurrence.COUNT_LIMIT)) {
      throw MeetingRefused.schedule("COUNT is from 1 to " + Recurrence.COUNT_LIMIT + ".");
    }
    if (recur.getInterval() != -1
        && (recur.getInterval() < 1 || recur.getInterval() > Recurrence.INTERVAL_LIMIT)) {
      throw MeetingRefused.schedule("INTERVAL is from 1 to " + Recurrence.INTERVAL_LIMIT + ".");
    }
    if (recur.getCount() != -1 && recur.getUntil() != null) {
      throw MeetingRefused.schedule("A recurrence has COUNT or UNTIL, not both.");
    }
  }

  /** The table of RFC 5545 section 3.3.10: which part goes with which frequency. */
  private static void checkDays(Recur<Temporal> recur) {
    Frequency frequency = recur.getFrequency();
    boolean numbered = recur.getDayList().stream().anyMatch(day -> day.getOffset() != 0);
    boolean yearly = frequency == Frequency.YEARLY;
    boolean fits =
        switch (frequency) {
          case DAILY -> !numbered;
          case WEEKLY -> !numbered && recur.getMonthDayList().isEmpty();
          case MONTHLY -> true;
          case YEARLY -> !numbered || recur.getWeekNoList().isEmpty();
          case SECONDLY, MINUTELY, HOURLY -> false;
        };
    boolean ofYears = recur.getYearDayList().isEmpty() && recur.getWeekNoList().isEmpty();
    boolean chooses =
        recur.getSetPosList().isEmpty()
            || !recur.getDayList().isEmpty()
            || !recur.getMonthDayList().isEmpty()
            || !recur.getMonthList().isEmpty()
            || !ofYears;
    if (!fits || (!yearly && !ofYears) || !chooses) {
      throw MeetingRefused.schedule(
          "The recurrence goes by the day, week, month or year, with the parts that go with that"
              + " (RFC 5545 section 3.3.10).");
    }
  }
}
