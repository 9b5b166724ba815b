package io.plenum.signaling.api;

import io.plenum.signaling.invite.CalendarFile;
import io.plenum.signaling.meeting.CalendarFeeds;
import io.plenum.signaling.meeting.MeetingCalendar;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A person's calendar, and the secret address under which other programs read it. */
final class CalendarOperations {
  private final MeetingCalendar calendar;
  private final CalendarFeeds feeds;
  private final CalendarFile file;
  private final MeetingJson json;

  CalendarOperations(MeetingParts parts) {
    this.calendar = parts.calendar();
    this.feeds = parts.feeds();
    this.file = parts.file();
    this.json = parts.json();
  }

  Map<String, Operation> byId() {
    return Map.of(
        "calendar", this::calendar,
        "calendarFeed", this::feed,
        "renewCalendarFeed", this::renew,
        "endCalendarFeed", this::end);
  }

  private Answer calendar(Request request) {
    Instant from = Times.required(request, "from");
    Instant to = Times.required(request, "to");
    Duration range = Duration.between(from, to);
    if (range.isNegative() || range.compareTo(MeetingCalendar.RANGE_LIMIT) > 0) {
      throw new Refusal(
          ErrorCode.BAD_REQUEST,
          "A calendar is asked for at most "
              + MeetingCalendar.RANGE_LIMIT.toDays()
              + " days, from earlier to later.");
    }
    JsonArray items = new JsonArray();
    calendar
        .between(request.who().userId(), from, to)
        .forEach(entry -> items.add(json(entry, request)));
    return Answer.ok(new JsonObject().put("items", items));
  }

  private JsonObject json(MeetingCalendar.Entry entry, Request request) {
    return MeetingJson.of(entry.held()).put("meeting", json.of(entry.meeting(), request.baseUrl()));
  }

  private Answer feed(Request request) {
    JsonObject body = new JsonObject();
    feeds.since(request.who().userId()).ifPresent(at -> body.put("since", at.toString()));
    return Answer.ok(body);
  }

  private Answer renew(Request request) {
    return Answer.created(
        new JsonObject().put("url", file.renew(request.who(), request.address())));
  }

  private Answer end(Request request) {
    file.end(request.who(), request.address());
    return Answer.nothing();
  }
}
