package io.plenum.signaling.api;

import io.plenum.signaling.invite.Invite;
import io.plenum.signaling.meeting.ChatExcerpt;
import io.plenum.signaling.meeting.HomeEntry;
import io.plenum.signaling.meeting.Meeting;
import io.plenum.signaling.meeting.MeetingDraft;
import io.plenum.signaling.meeting.MeetingSettings;
import io.plenum.signaling.meeting.MeetingSettings.GuestsSeeChatFrom;
import io.plenum.signaling.meeting.Recurrence;
import io.plenum.signaling.meeting.Schedule;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How meetings are read from requests and written in answers; the shapes are the schemas of
 * openapi.yaml.
 *
 * @param isLive of a meeting's id: whether a live session runs
 */
record MeetingJson(Predicate<String> isLive, InstantSource clock) {

  /** A meeting on its own. */
  JsonObject of(Meeting meeting, String baseUrl) {
    String spaceUrl = baseUrl + "/m/" + meeting.accessCode();
    JsonObject json =
        new JsonObject()
            .put("id", meeting.id())
            .put("name", meeting.name())
            .put(
                "organizer",
                new JsonObject()
                    .put("id", meeting.organizerId())
                    .put("name", meeting.organizerName()))
            .put("accessCode", meeting.accessCode())
            .put("createdAt", meeting.createdAt().toString())
            .put("spaceUrl", spaceUrl)
            .put("liveUrl", spaceUrl + "/live")
            .put("live", isLive.test(meeting.id()))
            .put("settings", of(meeting.settings()));
    Instant now = clock.instant();
    meeting
        .schedule()
        .ifPresent(
            schedule -> {
              json.put("schedule", of(schedule));
              schedule.next(now).ifPresent(next -> json.put("next", of(next)));
            });
    return json;
  }

  /** A meeting on somebody's list. */
  JsonObject of(HomeEntry entry, String baseUrl) {
    JsonArray relations = new JsonArray();
    if (entry.organized()) {
      relations.add("organized");
    }
    if (entry.invited()) {
      relations.add("invited");
    }
    if (entry.attended()) {
      relations.add("attended");
    }
    return of(entry.meeting(), baseUrl).put("relations", relations).put("hidden", entry.hidden());
  }

  static JsonObject of(Schedule.Occurrence held) {
    return new JsonObject().put("start", held.start().toString()).put("end", held.end().toString());
  }

  static JsonObject of(Invite invite) {
    JsonObject json =
        new JsonObject()
            .put("id", invite.id())
            .put("email", invite.email())
            .put("name", invite.name())
            .put("role", invite.role().text())
            .put("invitedBy", invite.invitedBy())
            .put("invitedAt", invite.invitedAt().toString());
    invite.userId().ifPresent(id -> json.put("userId", id));
    return json;
  }

  static JsonObject of(ChatExcerpt message) {
    return new JsonObject()
        .put("id", message.messageId())
        .put("name", message.name())
        .put("text", message.text())
        .put("sentAt", message.sentAt().toString());
  }

  private static JsonObject of(Schedule schedule) {
    JsonObject json =
        new JsonObject()
            .put("start", schedule.start().toString())
            .put("durationMinutes", schedule.duration().toMinutes())
            .put("timeZone", schedule.zone().getId());
    schedule.recurrence().map(Recurrence::text).ifPresent(rule -> json.put("recurrence", rule));
    return json;
  }

  private static JsonObject of(MeetingSettings settings) {
    return new JsonObject()
        .put("inviteOnly", settings.inviteOnly())
        .put("muteOnEntry", settings.muteOnEntry())
        .put("guestsSeeChatFrom", settings.guestsSeeChatFrom().text())
        .put("phonesWait", settings.phonesWait())
        .put("lockedAtStart", settings.lockedAtStart());
  }

  /**
   * What a body wants a meeting to be; what it does not say stays as it is.
   *
   * @throws Refusal 400 when it has no name
   */
  static MeetingDraft draft(JsonObject body, MeetingDraft before) {
    String name = body.getString("name", before.name());
    Optional<Schedule> schedule =
        body.containsKey("schedule")
            ? Optional.ofNullable(body.getJsonObject("schedule")).map(MeetingJson::schedule)
            : before.schedule();
    MeetingDraft draft =
        new MeetingDraft(
            name, schedule, settings(body.getJsonObject("settings", new JsonObject()), before));
    if (draft.name().isEmpty()) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "Nothing of the meeting's name can be seen.");
    }
    return draft;
  }

  private static Schedule schedule(JsonObject json) {
    return Schedule.parse(
        json.getString("start"),
        json.getLong("durationMinutes"),
        json.getString("timeZone"),
        Optional.ofNullable(json.getString("recurrence")));
  }

  private static MeetingSettings settings(JsonObject json, MeetingDraft before) {
    MeetingSettings known = before.settings();
    String from = json.getString("guestsSeeChatFrom", known.guestsSeeChatFrom().text());
    return new MeetingSettings(
        json.getBoolean("inviteOnly", known.inviteOnly()),
        json.getBoolean("muteOnEntry", known.muteOnEntry()),
        GuestsSeeChatFrom.of(from),
        json.getBoolean("phonesWait", known.phonesWait()),
        json.getBoolean("lockedAtStart", known.lockedAtStart()));
  }
}
