package io.plenum.signaling.api;

import io.plenum.signaling.identity.User;
import io.plenum.signaling.meeting.Meeting;
import io.vertx.core.json.JsonObject;

/** How things are written in answers; the shapes are the schemas of openapi.yaml. */
final class Json {
  private Json() {}

  static JsonObject of(User user) {
    return new JsonObject()
        .put("id", user.id())
        .put("name", user.name())
        .put("email", user.email())
        .put("role", user.role().text())
        .put("account", named(user.accountId(), user.accountName()));
  }

  static JsonObject of(Meeting meeting, String baseUrl, boolean live) {
    String spaceUrl = baseUrl + "/m/" + meeting.accessCode();
    return new JsonObject()
        .put("id", meeting.id())
        .put("name", meeting.name())
        .put("organizer", named(meeting.organizerId(), meeting.organizerName()))
        .put("accessCode", meeting.accessCode())
        .put("createdAt", meeting.createdAt().toString())
        .put("spaceUrl", spaceUrl)
        .put("liveUrl", spaceUrl + "/live")
        .put("live", live);
  }

  private static JsonObject named(String id, String name) {
    return new JsonObject().put("id", id).put("name", name);
  }
}
