package io.plenum.signaling.api;

import io.plenum.signaling.access.Condition;
import io.plenum.signaling.removal.PersonalData;
import io.plenum.signaling.removal.Removals;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/** What is held of users, and the end of users and of customer accounts. */
final class RemovalOperations {
  private static final String HAND_OVER = "hand-over:";

  private final Removals removals;
  private final PersonalData data;

  RemovalOperations(Removals removals, PersonalData data) {
    this.removals = removals;
    this.data = data;
  }

  Map<String, Operation> byId() {
    return Map.of(
        "exportUser",
        this::export,
        "exportMessages",
        this::exportMessages,
        "removeUser",
        this::removeUser,
        "endAccount",
        this::endAccount);
  }

  private Answer export(Request request) {
    return data.of(request.who(), allowed(request), request.address())
        .map(held -> Answer.ok(json(held)))
        .orElseThrow(UserOperations::notFound);
  }

  private Answer exportMessages(Request request) {
    return data.messages(request.who(), allowed(request), request.page())
        .map(page -> Answer.page(page, RemovalOperations::json))
        .orElseThrow(UserOperations::notFound);
  }

  /** Somebody who is no admin gets their own data only. */
  private static String allowed(Request request) {
    String id = request.path().get("userId");
    if (request.condition() == Condition.OWN_PROFILE && !id.equals(request.who().userId())) {
      throw UserOperations.notFound();
    }
    return id;
  }

  private static JsonObject json(PersonalData.Held held) {
    JsonArray signIns = new JsonArray();
    held.signIns().forEach(one -> signIns.add(Json.of(one, false)));
    JsonArray meetings = new JsonArray();
    held.meetings()
        .forEach(
            one ->
                meetings.add(
                    new JsonObject()
                        .put("id", one.id())
                        .put("name", one.name())
                        .put("createdAt", one.createdAt().toString())));
    JsonArray visits = new JsonArray();
    held.visits().forEach(one -> visits.add(json(one)));
    return new JsonObject()
        .put("user", Json.of(held.user()))
        .put("signIns", signIns)
        .put("meetings", meetings)
        .put("visits", visits);
  }

  private static JsonObject json(PersonalData.Visit visit) {
    JsonObject json =
        new JsonObject()
            .put("meetingId", visit.meetingId())
            .put("name", visit.name())
            .put("came", visit.came().toString());
    visit.left().ifPresent(left -> json.put("left", left.toString()));
    return json;
  }

  private static JsonObject json(PersonalData.Sent sent) {
    return new JsonObject()
        .put("meetingId", sent.meetingId())
        .put("id", sent.id())
        .put("text", sent.text())
        .put("sentAt", sent.at().toString());
  }

  private Answer removeUser(Request request) {
    String meetings = request.query().get("meetings");
    Optional<String> heir =
        meetings.startsWith(HAND_OVER)
            ? Optional.of(meetings.substring(HAND_OVER.length()))
            : Optional.empty();
    boolean erase = "erase".equals(request.query().get("audit"));
    Removals.Wish wish = new Removals.Wish(heir, erase);
    if (!removals.removeUser(
        request.who(), request.path().get("userId"), wish, request.address())) {
      throw UserOperations.notFound();
    }
    return Answer.nothing();
  }

  private Answer endAccount(Request request) {
    if (!removals.endAccount(request.who(), request.path().get("accountId"), request.address())) {
      throw AccountOperations.notFound();
    }
    return Answer.nothing();
  }
}
