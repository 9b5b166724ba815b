package io.plenum.signaling.meeting;

import io.plenum.signaling.meeting.MeetingSettings.GuestsSeeChatFrom;
import io.plenum.signaling.search.SearchText;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Optional;
import org.jdbi.v3.core.Handle;

/**
 * The rows of meetings. Every method runs inside a transaction of its caller. A meeting that is
 * being deleted is not there any more.
 */
final class MeetingRows {
  /** What {@link #read} reads. */
  static final String COLUMNS =
      """
      m.id, m.account_id, m.name, m.organizer_id, u.name AS organizer_name,
      u.email AS organizer_email, m.access_code, m.created_at, m.starts_local,
      m.duration_minutes, m.zone, m.recurrence, m.recurrence_local, m.invite_only,
      m.mute_on_entry, m.guests_see_chat_from, m.phones_wait, m.locked_at_start, m.version,
      m.sequence\
      """;

  static final String TABLES = " FROM meeting m JOIN account_user u ON u.id = m.organizer_id";

  static final String THERE = "m.deleted_at IS NULL AND ";

  /** To be followed by more conditions. */
  static final String SELECT = "SELECT " + COLUMNS + TABLES + " WHERE " + THERE;

  private MeetingRows() {}

  /** The first of these codes that was never given out, now marked as given out. */
  static Optional<String> claimCode(Handle handle, Iterable<String> candidates) {
    for (String code : candidates) {
      if (handle.execute("INSERT INTO access_code (code) VALUES (?) ON CONFLICT DO NOTHING", code)
          == 1) {
        return Optional.of(code);
      }
    }
    return Optional.empty();
  }

  static void insert(Handle handle, Meeting meeting) {
    handle.execute(
        """
        INSERT INTO meeting (id, account_id, organizer_id, name, words, access_code, created_at)
        VALUES (?, ?, ?, ?, ?, ?, ?)\
        """,
        meeting.id(),
        meeting.accountId(),
        meeting.organizerId(),
        meeting.name(),
        SearchText.write(meeting.name()),
        meeting.accessCode(),
        meeting.createdAt().toEpochMilli());
    save(handle, meeting);
  }

  /** Writes everything that can change. */
  static void save(Handle handle, Meeting meeting) {
    Optional<Schedule> schedule = meeting.schedule();
    Optional<Recurrence> recurrence = schedule.flatMap(Schedule::recurrence);
    MeetingSettings settings = meeting.settings();
    handle.execute(
        """
        UPDATE meeting SET organizer_id = ?, name = ?, words = ?, starts_local = ?,
          duration_minutes = ?, zone = ?, recurrence = ?, recurrence_local = ?, first_start = ?,
          last_end = ?, invite_only = ?, mute_on_entry = ?, guests_see_chat_from = ?,
          phones_wait = ?, locked_at_start = ?, version = ?, sequence = ?
        WHERE id = ?\
        """,
        meeting.organizerId(),
        meeting.name(),
        SearchText.write(meeting.name()),
        schedule.map(it -> it.start().toString()).orElse(null),
        schedule.map(it -> it.duration().toMinutes()).orElse(null),
        schedule.map(it -> it.zone().getId()).orElse(null),
        recurrence.map(Recurrence::text).orElse(null),
        recurrence.map(Recurrence::local).orElse(null),
        schedule.map(it -> it.firstStart().toEpochMilli()).orElse(null),
        schedule.flatMap(Schedule::lastEnd).map(Instant::toEpochMilli).orElse(null),
        settings.inviteOnly() ? 1 : 0,
        settings.muteOnEntry() ? 1 : 0,
        settings.guestsSeeChatFrom().text(),
        settings.phonesWait() ? 1 : 0,
        settings.lockedAtStart() ? 1 : 0,
        meeting.version(),
        meeting.sequence(),
        meeting.id());
  }

  static Optional<Meeting> byId(Handle handle, String id) {
    return handle
        .createQuery(SELECT + "m.id = ?")
        .bind(0, id)
        .map((row, context) -> read(row))
        .findOne();
  }

  static Optional<Meeting> byCode(Handle handle, String code) {
    return handle
        .createQuery(SELECT + "m.access_code = ?")
        .bind(0, code)
        .map((row, context) -> read(row))
        .findOne();
  }

  static Optional<Meeting.Person> person(Handle handle, String userId) {
    return handle
        .createQuery("SELECT id, name, email FROM account_user WHERE id = ?")
        .bind(0, userId)
        .map(
            (row, context) ->
                new Meeting.Person(row.getString(1), row.getString(2), row.getString(3)))
        .findOne();
  }

  static Meeting read(ResultSet row) throws SQLException {
    return new Meeting(
        row.getString("id"),
        row.getString("account_id"),
        row.getString("name"),
        new Meeting.Person(
            row.getString("organizer_id"),
            row.getString("organizer_name"),
            row.getString("organizer_email")),
        row.getString("access_code"),
        Instant.ofEpochMilli(row.getLong("created_at")),
        schedule(row),
        new MeetingSettings(
            row.getInt("invite_only") == 1,
            row.getInt("mute_on_entry") == 1,
            GuestsSeeChatFrom.of(row.getString("guests_see_chat_from")),
            row.getInt("phones_wait") == 1,
            row.getInt("locked_at_start") == 1),
        row.getLong("version"),
        row.getInt("sequence"));
  }

  private static Optional<Schedule> schedule(ResultSet row) throws SQLException {
    String start = row.getString("starts_local");
    if (start == null) {
      return Optional.empty();
    }
    String text = row.getString("recurrence");
    String local = row.getString("recurrence_local");
    return Optional.of(
        new Schedule(
            LocalDateTime.parse(start),
            Duration.ofMinutes(row.getLong("duration_minutes")),
            ZoneId.of(row.getString("zone")),
            Optional.ofNullable(text).map(rule -> new Recurrence(rule, local))));
  }
}
