package io.plenum.signaling.api;

import io.plenum.signaling.access.Attempt;
import io.plenum.signaling.access.RateLimit;
import io.plenum.signaling.meeting.Meeting;
import io.plenum.signaling.meeting.Meetings;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/** Meeting spaces. */
final class MeetingOperations {
  private final Meetings meetings;
  private final RateLimit limit;
  private final Predicate<String> isLive;

  /** `isLive` says of a meeting's id whether a live session runs. */
  MeetingOperations(Meetings meetings, RateLimit limit, Predicate<String> isLive) {
    this.meetings = meetings;
    this.limit = limit;
    this.isLive = isLive;
  }

  Map<String, Operation> byId() {
    return Map.of(
        "createMeeting",
        this::create,
        "listMeetings",
        this::list,
        "meeting",
        this::one,
        "lookUpCode",
        this::lookUp);
  }

  private Answer create(Request request) {
    return Answer.created(
        json(
            meetings.create(request.who(), request.text("name").strip(), request.address()),
            request));
  }

  private Answer list(Request request) {
    return Answer.page(
        meetings.organizedBy(request.who().userId(), request.page()),
        meeting -> json(meeting, request));
  }

  private Answer one(Request request) {
    return meetings
        .byId(request.who().accountId(), request.path().get("id"))
        .map(meeting -> Answer.ok(json(meeting, request)))
        .orElseThrow(MeetingOperations::notFound);
  }

  private Answer lookUp(Request request) {
    String code = request.path().get("code");
    Optional<Duration> wait = limit.begin(Attempt.CODE_LOOKUP, request.source(), code);
    if (wait.isPresent()) {
      throw new Refusal(Problem.tooMany("Too many tries.", wait.get()));
    }
    Meeting meeting = meetings.byCode(code).orElseThrow(MeetingOperations::notFound);
    limit.succeeded(Attempt.CODE_LOOKUP, request.source(), code);
    return Answer.ok(
        new JsonObject().put("name", meeting.name()).put("accessCode", meeting.accessCode()));
  }

  private JsonObject json(Meeting meeting, Request request) {
    return Json.of(meeting, request.baseUrl(), isLive.test(meeting.id()));
  }

  private static Refusal notFound() {
    return new Refusal(ErrorCode.NOT_FOUND, "There is no such meeting.");
  }
}
