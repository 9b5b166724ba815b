package io.plenum.signaling.api;

import io.plenum.signaling.invite.Invite;
import io.plenum.signaling.invite.Invitee;
import io.plenum.signaling.invite.Invites;
import io.plenum.signaling.invite.MeetingDesk;
import io.plenum.signaling.meeting.Meetings;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who is invited to a meeting. */
final class InviteOperations {
  private final Meetings meetings;
  private final MeetingDesk desk;
  private final Invites invites;

  InviteOperations(MeetingParts parts) {
    this.meetings = parts.meetings();
    this.desk = parts.desk();
    this.invites = parts.invites();
  }

  Map<String, Operation> byId() {
    return Map.of("listInvites", this::list, "invite", this::invite, "removeInvite", this::remove);
  }

  private Answer list(Request request) {
    String meeting = meetings.entered(request.who(), request.path().get("id")).id();
    return Answer.page(invites.page(meeting, request.page()), MeetingJson::of);
  }

  private Answer invite(Request request) {
    List<Invitee> wanted =
        request.body().getJsonArray("invite").stream()
            .map(JsonObject.class::cast)
            .map(InviteOperations::invitee)
            .toList();
    JsonArray items = new JsonArray();
    desk.invite(request.who(), request.address(), request.path().get("id"), wanted)
        .forEach(invite -> items.add(MeetingJson.of(invite)));
    return Answer.created(new JsonObject().put("items", items).put("mailed", desk.sendsMail()));
  }

  private static Invitee invitee(JsonObject json) {
    Optional<String> user = Optional.ofNullable(json.getString("userId"));
    Optional<String> email = Optional.ofNullable(json.getString("email"));
    if (user.isPresent() == email.isPresent()) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "An invitee has either a userId or an email.");
    }
    return new Invitee(
        user,
        email,
        Optional.ofNullable(json.getString("name")).map(String::strip),
        Invite.Role.of(json.getString("role", Invite.Role.REQUIRED.text())));
  }

  private Answer remove(Request request) {
    Map<String, String> path = request.path();
    desk.uninvite(request.who(), request.address(), path.get("id"), path.get("invite"));
    return Answer.nothing();
  }
}
