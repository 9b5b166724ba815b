package io.plenum.signaling.api;

import io.plenum.signaling.session.PastSession;
import io.plenum.signaling.session.PastSession.Attendance;
import io.plenum.signaling.session.SessionHistory;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;

/** The live sessions that a meeting had: when, how long, with whom. */
final class SessionOperations {
  private final SessionHistory history;
  private final SpaceDoor door;
  private final InstantSource clock;

  SessionOperations(SessionHistory history, SpaceDoor door, InstantSource clock) {
    this.history = history;
    this.door = door;
    this.clock = clock;
  }

  Map<String, Operation> byId() {
    return Map.of("listSessions", this::list);
  }

  private Answer list(Request request) {
    String meeting = door.meeting(request).id();
    return Answer.page(history.page(meeting, request.page()), this::json);
  }

  private JsonObject json(PastSession session) {
    var until = session.endedAt() == null ? clock.instant() : session.endedAt();
    JsonArray people = new JsonArray();
    session.attendances().forEach(attendance -> people.add(json(attendance)));
    JsonObject json =
        new JsonObject()
            .put("id", session.id())
            .put("startedAt", session.startedAt().toString())
            .put("durationSeconds", Duration.between(session.startedAt(), until).toSeconds())
            .put("seats", session.people())
            .put("people", people);
    return session.endedAt() == null
        ? json
        : json.put("endedAt", session.endedAt().toString()).put("endReason", session.endReason());
  }

  private static JsonObject json(Attendance attendance) {
    JsonObject json = new JsonObject().put("kind", attendance.kind().wireName());
    if (attendance.name() != null) {
      json.put("name", attendance.name());
    }
    json.put("joinedAt", attendance.joinedAt().toString());
    return attendance.leftAt() == null ? json : json.put("leftAt", attendance.leftAt().toString());
  }
}
