package io.plenum.signaling.api;

import io.plenum.signaling.meeting.HomeList;
import io.plenum.signaling.meeting.MeetingSearch;
import io.plenum.signaling.meeting.SearchQuery;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/** Each person's own list of meetings, and the search in it. */
final class HomeOperations {
  private final HomeList home;
  private final MeetingSearch search;
  private final MeetingJson json;

  HomeOperations(MeetingParts parts) {
    this.home = parts.home();
    this.search = parts.search();
    this.json = parts.json();
  }

  Map<String, Operation> byId() {
    return Map.of(
        "listMeetings",
        this::list,
        "hideMeeting",
        request -> hide(request, true),
        "unhideMeeting",
        request -> hide(request, false),
        "searchMeetings",
        this::search);
  }

  private Answer list(Request request) {
    Optional<HomeList.Relation> relation =
        Optional.ofNullable(request.query().get("relation")).map(HomeList.Relation::of);
    boolean hidden = Boolean.parseBoolean(request.query().get("hidden"));
    return Answer.page(
        home.page(request.who().userId(), relation, hidden, request.page()),
        entry -> json.of(entry, request.baseUrl()));
  }

  private Answer hide(Request request, boolean hidden) {
    if (!home.hide(request.who().userId(), request.path().get("id"), hidden)) {
      throw new Refusal(ErrorCode.NOT_FOUND, "There is no such meeting on your list.");
    }
    return Answer.nothing();
  }

  private Answer search(Request request) {
    SearchQuery wanted =
        new SearchQuery(
            Optional.ofNullable(request.query().get("text")),
            Optional.ofNullable(request.query().get("participant")),
            Times.of(request, "from"),
            Times.of(request, "to"));
    return Answer.page(
        search.find(request.who().userId(), wanted, request.page()), found -> json(found, request));
  }

  private JsonObject json(MeetingSearch.Found found, Request request) {
    JsonArray messages = new JsonArray();
    found.messages().forEach(message -> messages.add(MeetingJson.of(message)));
    return new JsonObject()
        .put("meeting", json.of(found.entry(), request.baseUrl()))
        .put("inName", found.inName())
        .put("messages", messages);
  }
}
