package io.plenum.signaling.api;

import io.plenum.signaling.access.AccessMatrix;
import io.plenum.signaling.access.Attempt;
import io.plenum.signaling.access.RateLimit;
import io.plenum.signaling.access.Right;
import io.plenum.signaling.access.Row;
import io.plenum.signaling.invite.MeetingDesk;
import io.plenum.signaling.meeting.HomeList;
import io.plenum.signaling.meeting.Meeting;
import io.plenum.signaling.meeting.MeetingDraft;
import io.plenum.signaling.meeting.Meetings;
import io.plenum.signaling.meeting.SimilarNames;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Meetings one at a time: making, reading, changing, deleting, finding by code. */
final class MeetingOperations {
  private final RateLimit limit;
  private final Meetings meetings;
  private final MeetingDesk desk;
  private final HomeList home;
  private final SimilarNames names;
  private final MeetingJson json;

  MeetingOperations(MeetingParts parts, RateLimit limit) {
    this.limit = limit;
    this.meetings = parts.meetings();
    this.desk = parts.desk();
    this.home = parts.home();
    this.names = parts.names();
    this.json = parts.json();
  }

  Map<String, Operation> byId() {
    return Map.of(
        "createMeeting", this::create,
        "meeting", this::one,
        "changeMeeting", this::change,
        "deleteMeeting", this::delete,
        "similarNames", this::similar,
        "lookUpCode", this::lookUp);
  }

  private Answer create(Request request) {
    MeetingDraft draft = MeetingJson.draft(request.body(), MeetingDraft.named(""));
    mayHave(request, draft);
    List<SimilarNames.Similar> alike =
        names.to(draft.name(), request.who().accountId(), request.who().userId());
    Meeting made = desk.create(request.who(), request.address(), draft);
    return Answer.created(json.of(made, request.baseUrl()).put("similar", similar(alike)))
        .ofVersion(made.version())
        .at("/meetings/" + made.id());
  }

  private Answer similar(Request request) {
    String name = request.query().get("name");
    return Answer.ok(
        new JsonObject()
            .put(
                "items",
                similar(names.to(name, request.who().accountId(), request.who().userId()))));
  }

  private static JsonArray similar(List<SimilarNames.Similar> alike) {
    JsonArray similar = new JsonArray();
    alike.forEach(
        it -> similar.add(new JsonObject().put("id", it.meetingId()).put("name", it.name())));
    return similar;
  }

  /** Times and invited people only are rows of their own in the access matrix. */
  private static void mayHave(Request request, MeetingDraft draft) {
    boolean schedules = draft.schedule().isPresent();
    boolean inviteOnly = draft.settings().inviteOnly();
    boolean allowed =
        (!schedules || AccessMatrix.allows(request.who().role(), Row.SCHEDULE, Right.CREATE))
            && (!inviteOnly
                || AccessMatrix.allows(
                    request.who().role(), Row.INVITE_ONLY_MEETING, Right.CREATE));
    if (!allowed) {
      throw new Refusal(Problem.of(ErrorCode.FORBIDDEN));
    }
  }

  private Answer one(Request request) {
    return answer(meetings.entered(request.who(), request.path().get("id")), request);
  }

  private Answer change(Request request) {
    Meeting changed =
        desk.change(
            request.who(),
            request.address(),
            request.path().get("id"),
            request.expected(),
            before -> {
              MeetingDraft draft = MeetingJson.draft(request.body(), before);
              mayHave(request, draft);
              return draft;
            });
    return answer(changed, request);
  }

  private Answer answer(Meeting meeting, Request request) {
    JsonObject body =
        home.entry(request.who().userId(), meeting.id())
            .map(entry -> json.of(entry, request.baseUrl()))
            .orElseGet(() -> json.of(meeting, request.baseUrl()));
    return Answer.ok(body).ofVersion(meeting.version());
  }

  private Answer delete(Request request) {
    desk.delete(request.who(), request.address(), request.path().get("id"));
    return Answer.nothing();
  }

  private Answer lookUp(Request request) {
    String code = request.path().get("code");
    Optional<Duration> wait = limit.begin(Attempt.CODE_LOOKUP, request.source(), code);
    if (wait.isPresent()) {
      throw new Refusal(Problem.tooMany("Too many tries.", wait.get()));
    }
    Meeting meeting =
        meetings
            .byCode(code)
            .orElseThrow(() -> new Refusal(ErrorCode.NOT_FOUND, "There is no such meeting."));
    limit.succeeded(Attempt.CODE_LOOKUP, request.source(), code);
    JsonObject found =
        new JsonObject().put("name", meeting.name()).put("accessCode", meeting.accessCode());
    if (request.principal().filter(who -> meetings.mayEnter(meeting, who)).isPresent()) {
      found.put("id", meeting.id());
    }
    return Answer.ok(found);
  }
}
