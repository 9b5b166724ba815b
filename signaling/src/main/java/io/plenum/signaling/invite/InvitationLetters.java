package io.plenum.signaling.invite;

import io.plenum.signaling.meeting.Meeting;
import io.plenum.signaling.meeting.Schedule;
import io.plenum.signaling.post.CalendarPart;
import io.plenum.signaling.post.MailLetter;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * The letters that tell people of meetings (REQUIREMENTS M-8). Immutable; any thread may use it.
 */
final class InvitationLetters {
  private static final DateTimeFormatter DAY_AND_TIME =
      DateTimeFormatter.ofPattern("EEEE, d MMMM uuuu, HH:mm", Locale.ENGLISH);

  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);

  private final InvitationCalendar calendar;
  private final MeetingLinks.Of links;

  InvitationLetters(InvitationCalendar calendar, MeetingLinks.Of links) {
    this.calendar = calendar;
    this.links = links;
  }

  /** Somebody is invited; `by`: the name of who invites. */
  MailLetter invited(Meeting meeting, Invite to, String by) {
    return coming(meeting, to, "Invitation", by + " invites you to a meeting.");
  }

  /** The name, the time or the organizer changed. */
  MailLetter changed(Meeting meeting, Invite to) {
    return coming(meeting, to, "Changed", "A meeting that you are invited to has changed.");
  }

  /** A meeting that had a time has none any more; people may meet there all the same. */
  MailLetter unscheduled(Meeting before, Meeting now, Invite to) {
    MeetingLinks in = links.of(now);
    String what = "A meeting that you are invited to has no fixed time any more.";
    return letter(
        now,
        to,
        "Changed",
        what + "\n\n" + now.name() + "\n\n" + in.text() + "\n",
        before
            .schedule()
            .map(
                it ->
                    part(
                        CalendarPart.Method.CANCEL, calendar.cancel(as(before, now), it, to, in))));
  }

  /** Somebody is invited no more, or the meeting is deleted. */
  MailLetter cancelled(Meeting meeting, Invite to, String why) {
    MeetingLinks in = links.of(meeting);
    return letter(
        meeting,
        to,
        "Cancelled",
        why + "\n\n" + meeting.name() + when(meeting) + "\n",
        meeting
            .schedule()
            .map(it -> part(CalendarPart.Method.CANCEL, calendar.cancel(meeting, it, to, in))));
  }

  private MailLetter coming(Meeting meeting, Invite to, String kind, String what) {
    MeetingLinks in = links.of(meeting);
    return letter(
        meeting,
        to,
        kind,
        what + "\n\n" + meeting.name() + when(meeting) + "\n\n" + in.text() + "\n",
        meeting
            .schedule()
            .map(it -> part(CalendarPart.Method.REQUEST, calendar.request(meeting, it, to, in))));
  }

  /** What calendars know, with the number of the letter that undoes it. */
  private static Meeting as(Meeting before, Meeting now) {
    return new Meeting(
        before.id(),
        before.accountId(),
        before.name(),
        now.organizer(),
        before.accessCode(),
        before.createdAt(),
        before.schedule(),
        before.settings(),
        now.version(),
        now.sequence());
  }

  private static CalendarPart part(CalendarPart.Method method, String text) {
    return new CalendarPart(method, text);
  }

  private static MailLetter letter(
      Meeting meeting, Invite to, String kind, String text, Optional<CalendarPart> part) {
    return new MailLetter(
        meeting.accountId(),
        to.email(),
        MailLetter.subject(kind + ": " + meeting.name()),
        text,
        Optional.empty(),
        part);
  }

  private static String when(Meeting meeting) {
    return meeting.schedule().map(schedule -> "\n" + when(schedule)).orElse("");
  }

  private static String when(Schedule schedule) {
    ZonedDateTime start = schedule.firstStart().atZone(schedule.zone());
    ZonedDateTime end = start.plus(schedule.duration());
    boolean sameDay = start.toLocalDate().equals(end.toLocalDate());
    return DAY_AND_TIME.format(start)
        + " to "
        + (sameDay ? TIME : DAY_AND_TIME).format(end)
        + " ("
        + schedule.zone().getId()
        + ")"
        + (schedule.recurrence().isPresent() ? ", and again: your calendar has the dates" : "");
  }
}
