package io.plenum.signaling.invite;

import io.plenum.signaling.meeting.Meeting;
import io.plenum.signaling.meeting.Recurrence;
import io.plenum.signaling.meeting.Schedule;
import io.plenum.signaling.meeting.TimeZones;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.Property;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.component.VTimeZone;
import net.fortuna.ical4j.model.parameter.Cn;
import net.fortuna.ical4j.model.parameter.CuType;
import net.fortuna.ical4j.model.parameter.PartStat;
import net.fortuna.ical4j.model.parameter.Rsvp;
import net.fortuna.ical4j.model.property.Attendee;
import net.fortuna.ical4j.model.property.Created;
import net.fortuna.ical4j.model.property.Description;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.Location;
import net.fortuna.ical4j.model.property.Method;
import net.fortuna.ical4j.model.property.Organizer;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.RRule;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Status;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Transp;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.Version;
import net.fortuna.ical4j.model.property.XProperty;

/**
 * Meetings as calendars take them (RFC 5545): invitations and cancellations for one person (RFC
 * 5546), and whole calendars. Only who is written to is named as attendee, so that the invited do
 * not learn each other's addresses. Immutable; any thread may use it.
 */
final class InvitationCalendar {
  private static final String PRODUCT = "-//Plenum//Plenum meetings//EN";

  /** How often a program should read a calendar again, with its name for those of Microsoft. */
  private static final String REFRESH = "PT15M";

  private final InstantSource clock;

  InvitationCalendar(InstantSource clock) {
    this.clock = clock;
  }

  /** Asks somebody to come, or tells them what changed. */
  String request(Meeting meeting, Schedule schedule, Invite to, MeetingLinks links) {
    VEvent event = event(meeting, schedule, links);
    event.add(attendee(to, true));
    event.add(new Status(Status.VALUE_CONFIRMED));
    event.add(new Transp(Transp.VALUE_OPAQUE));
    return write(calendar(Method.VALUE_REQUEST, List.of(event), List.of(schedule)));
  }

  /** Tells somebody that there is nothing to come to any more. */
  String cancel(Meeting meeting, Schedule schedule, Invite to, MeetingLinks links) {
    VEvent event = event(meeting, schedule, links);
    event.add(attendee(to, false));
    event.add(new Status(Status.VALUE_CANCELLED));
    return write(calendar(Method.VALUE_CANCEL, List.of(event), List.of(schedule)));
  }

  /** A person's whole calendar, for programs that read it again and again. */
  String feed(String name, List<Meeting> meetings, MeetingLinks.Of links) {
    List<VEvent> events =
        meetings.stream().map(it -> event(it, it.schedule().orElseThrow(), links.of(it))).toList();
    List<Schedule> schedules = meetings.stream().map(it -> it.schedule().orElseThrow()).toList();
    Calendar calendar = calendar(Method.VALUE_PUBLISH, events, schedules);
    calendar.add(new XProperty("X-WR-CALNAME", name));
    calendar.add(new XProperty("X-PUBLISHED-TTL", REFRESH));
    return write(calendar);
  }

  private static Calendar calendar(
      String method, Collection<VEvent> events, Collection<Schedule> schedules) {
    Calendar calendar = new Calendar();
    calendar.add(new ProdId(PRODUCT));
    calendar.add(new Version(new net.fortuna.ical4j.model.ParameterList(), Version.VALUE_2_0));
    calendar.add(new Method(method));
    Map<String, VTimeZone> zones = new LinkedHashMap<>();
    schedules.stream()
        .flatMap(schedule -> TimeZones.describe(schedule.zone()).stream())
        .forEach(zone -> zones.putIfAbsent(name(zone), zone));
    zones.values().forEach(calendar::add);
    events.forEach(calendar::add);
    return calendar;
  }

  private VEvent event(Meeting meeting, Schedule schedule, MeetingLinks links) {
    VEvent event = new VEvent(false);
    event.add(new Uid(uid(meeting)));
    event.add(new DtStamp(clock.instant().truncatedTo(ChronoUnit.SECONDS)));
    event.add(new Created(meeting.createdAt().truncatedTo(ChronoUnit.SECONDS)));
    event.add(new Sequence(meeting.sequence()));
    Instant start = schedule.firstStart();
    event.add(new DtStart<>(local(start, schedule.zone())));
    event.add(new DtEnd<>(local(start.plus(schedule.duration()), schedule.zone())));
    schedule.recurrence().map(Recurrence::text).map(RRule<Temporal>::new).ifPresent(event::add);
    event.add(new Summary(meeting.name()));
    event.add(new Description(links.text()));
    event.add(new Location(links.live()));
    event.add(new Url(URI.create(links.space())));
    event.add(organizer(meeting.organizer()));
    return event;
  }

  /** The same for ever, whatever becomes of the meeting's name, time and organizer. */
  static String uid(Meeting meeting) {
    return meeting.id() + "@plenum";
  }

  /** In UTC where the zone has no description, else under the name that the description has. */
  private static Temporal local(Instant at, ZoneId zone) {
    Optional<VTimeZone> described = TimeZones.describe(zone);
    return described.isEmpty() ? at : ZonedDateTime.ofInstant(at, ZoneId.of(name(described.get())));
  }

  private static String name(VTimeZone zone) {
    return zone.getTimeZoneId().getValue();
  }

  private static Property organizer(Meeting.Person person) {
    return new Organizer(mailTo(person.email())).withParameter(cn(person.name())).getFluentTarget();
  }

  private static Property attendee(Invite to, boolean asked) {
    Property attendee =
        new Attendee(mailTo(to.email()))
            .withParameter(CuType.INDIVIDUAL)
            .withParameter(role(to.role()))
            .getFluentTarget();
    if (!to.name().isEmpty()) {
      attendee.add(cn(to.name()));
    }
    if (asked) {
      attendee.add(PartStat.NEEDS_ACTION);
      attendee.add(Rsvp.TRUE);
    }
    return attendee;
  }

  private static net.fortuna.ical4j.model.parameter.Role role(Invite.Role role) {
    return switch (role) {
      case REQUIRED -> net.fortuna.ical4j.model.parameter.Role.REQ_PARTICIPANT;
      case OPTIONAL -> net.fortuna.ical4j.model.parameter.Role.OPT_PARTICIPANT;
    };
  }

  /** A parameter's value holds neither quotes nor control characters (RFC 5545 section 3.1). */
  private static Cn cn(String name) {
    return new Cn(name.replace('"', '\'').replaceAll("\\p{Cntrl}", " "));
  }

  private static URI mailTo(String email) {
    try {
      return new URI("mailto", email, null);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("no mail address", e);
    }
  }

  private static String write(Calendar calendar) {
    StringWriter lines = new StringWriter();
    try {
      new CalendarOutputter(false, Integer.MAX_VALUE).output(calendar, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return ContentLines.fold(lines.toString());
  }
}
