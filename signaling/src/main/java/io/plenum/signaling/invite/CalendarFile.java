package io.plenum.signaling.invite;

import io.plenum.signaling.audit.AuditEvent;
import io.plenum.signaling.audit.AuditKind;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.identity.Principal;
import io.plenum.signaling.meeting.CalendarFeeds;
import io.plenum.signaling.meeting.MeetingCalendar;
import io.plenum.storage.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;

/**
 * People's calendars as files that other programs read under a secret address (REQUIREMENTS X-11).
 * Any thread may call; calls block on the database.
 */
public final class CalendarFile {
  /** What is over longer than this is left out. */
  private static final Duration PAST = Duration.ofDays(90);

  /** What begins later than this is left out for now. */
  private static final Duration AHEAD = Duration.ofDays(2 * 365);

  private final Database database;
  private final CalendarFeeds feeds;
  private final MeetingCalendar calendar;
  private final InvitationCalendar writer;
  private final MeetingLinks.Of links;
  private final AuditLog audit;
  private final InstantSource clock;

  public CalendarFile(
      Database database,
      CalendarFeeds feeds,
      MeetingLinks.Of links,
      AuditLog audit,
      InstantSource clock) {
    this.database = database;
    this.feeds = feeds;
    this.calendar = new MeetingCalendar(database);
    this.writer = new InvitationCalendar(clock);
    this.links = links;
    this.audit = audit;
    this.clock = clock;
  }

  /** The calendar that a secret opens, as iCalendar text; empty: it opens none. */
  public Optional<String> read(String secret) {
    Instant now = clock.instant();
    return feeds
        .userOf(secret)
        .map(user -> calendar.scheduled(user, now.minus(PAST), now.plus(AHEAD)))
        .map(meetings -> writer.feed("Plenum", meetings, links));
  }

  /** A new address for the user's calendar, to be shown once; the old one is dead. */
  public String renew(Principal who, String source) {
    String secret = feeds.draw();
    database.write(
        handle -> {
          feeds.renew(handle, who.userId(), secret);
          audit.append(handle, event(who, source, AuditKind.CALENDAR_FEED_RENEWED));
          return null;
        });
    return links.site().get() + "/calendar/" + secret + ".ics";
  }

  /** The user's calendar has no address any more. */
  public void end(Principal who, String source) {
    database.write(
        handle -> {
          if (feeds.end(handle, who.userId())) {
            audit.append(handle, event(who, source, AuditKind.CALENDAR_FEED_ENDED));
          }
          return null;
        });
  }

  private static AuditEvent event(Principal who, String source, AuditKind kind) {
    return new AuditEvent(
        who.accountId(), kind, who.actor(source), Optional.empty(), Map.of(), Map.of());
  }
}
