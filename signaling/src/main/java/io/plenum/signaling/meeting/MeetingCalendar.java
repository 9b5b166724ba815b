package io.plenum.signaling.meeting;

import io.plenum.signaling.meeting.Schedule.Occurrence;
import io.plenum.storage.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * When a person's meetings are (REQUIREMENTS X-11). Any thread may call; calls block on the
 * database.
 */
public final class MeetingCalendar {
  /** The longest time that can be asked for: a year with a day to spare on both sides. */
  public static final Duration RANGE_LIMIT = Duration.ofDays(368);

  /** Meetings looked at for one range, the latest listed first; nobody holds more. */
  static final int MEETING_LIMIT = 1_000;

  /** Entries answered for one range, the earliest first. */
  public static final int ENTRY_LIMIT = 2_000;

  private final Database database;

  public MeetingCalendar(Database database) {
    this.database = database;
  }

  /** One time that a meeting is held. */
  public record Entry(Meeting meeting, Occurrence held) {}

  /** What is on a user's calendar between two moments, in order; hidden meetings are not. */
  public List<Entry> between(String userId, Instant from, Instant to) {
    return scheduled(userId, from, to).stream()
        .flatMap(
            meeting ->
                meeting.schedule().orElseThrow().between(from, to, ENTRY_LIMIT).stream()
                    .map(held -> new Entry(meeting, held)))
        .sorted(
            Comparator.comparing((Entry entry) -> entry.held().start())
                .thenComparing(entry -> entry.meeting().id()))
        .limit(ENTRY_LIMIT)
        .toList();
  }

  /** The meetings on a user's calendar that may be held between two moments. */
  public List<Meeting> scheduled(String userId, Instant from, Instant to) {
    HomeQuery query =
        new HomeQuery(userId)
            .and("h.hidden = 0 AND (h.organized = 1 OR h.invited = 1)")
            .and(
                "m.first_start < ? AND (m.last_end IS NULL OR m.last_end > ?)",
                to.toEpochMilli(),
                from.toEpochMilli());
    return database.read(handle -> query.list(handle, MEETING_LIMIT)).stream()
        .map(HomeEntry::meeting)
        .toList();
  }
}
