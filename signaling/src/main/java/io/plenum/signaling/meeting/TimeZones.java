package io.plenum.signaling.meeting;

import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import net.fortuna.ical4j.model.TimeZone;
import net.fortuna.ical4j.model.TimeZoneRegistry;
import net.fortuna.ical4j.model.TimeZoneRegistryImpl;
import net.fortuna.ical4j.model.component.VTimeZone;

/**
 * The time zones that meetings may have: those that both this server and the calendars of the
 * invited know by name. Any thread may ask.
 */
public final class TimeZones {
  static final ZoneId UTC = ZoneId.of("UTC");

  /**
   * Descriptions for calendars, from the library's own files; ical4j.properties keeps it offline.
   */
  private static final TimeZoneRegistry REGISTRY = new TimeZoneRegistryImpl();

  private TimeZones() {}

  /** Names of regions as Europe/Berlin; UTC is the only one without a place. */
  static boolean knows(ZoneId zone) {
    return zone.equals(UTC) || describe(zone).isPresent();
  }

  /** The zone for calendars, under the name it has there; empty for UTC, which needs none. */
  public static Optional<VTimeZone> describe(ZoneId zone) {
    boolean place = zone.getId().contains("/") && !zone.getId().startsWith("Etc/");
    return place
        ? Optional.ofNullable(REGISTRY.getTimeZone(zone.getId())).map(TimeZone::getVTimeZone)
        : Optional.empty();
  }

  static ZoneId zone(String id) {
    try {
      ZoneId zone = ZoneId.of(id);
      return zone.equals(ZoneOffset.UTC) ? UTC : zone;
    } catch (DateTimeException e) {
      throw MeetingRefused.schedule("The time zone is one as Europe/Berlin, or UTC.");
    }
  }

  static LocalDateTime local(String text) {
    try {
      return LocalDateTime.parse(text);
    } catch (DateTimeParseException e) {
      throw MeetingRefused.schedule("The start is a local time as 2026-03-02T09:00.");
    }
  }
}
