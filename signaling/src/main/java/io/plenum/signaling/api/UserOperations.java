package io.plenum.signaling.api;

import io.plenum.signaling.access.Condition;
import io.plenum.signaling.access.Role;
import io.plenum.signaling.identity.Identity;
import io.plenum.signaling.identity.NewUser;
import io.plenum.signaling.identity.User;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;

/** The users of an account. */
final class UserOperations {
  /** Until cursor pages come; a self-hosted account is far smaller. */
  private static final int LIST_LIMIT = 1_000;

  private final Identity identity;

  UserOperations(Identity identity) {
    this.identity = identity;
  }

  Map<String, Operation> byId() {
    return Map.of("me", this::me, "listUsers", this::list, "addUser", this::add);
  }

  private Answer me(Request request) {
    return Answer.ok(Json.of(self(request)));
  }

  private Answer list(Request request) {
    List<User> users =
        request.condition() == Condition.OWN_PROFILE
            ? List.of(self(request))
            : identity.users(request.who().accountId(), LIST_LIMIT);
    JsonArray items = new JsonArray();
    users.forEach(user -> items.add(Json.of(user)));
    return Answer.ok(new JsonObject().put("items", items));
  }

  private Answer add(Request request) {
    NewUser added =
        new NewUser(
            request.text("name").strip(),
            request.text("email"),
            request.text("password"),
            Role.of(request.text("role")));
    return Answer.created(
        Json.of(
            identity.addUser(
                request.actor(), request.who().accountId(), self(request).accountName(), added)));
  }

  private User self(Request request) {
    return identity
        .user(request.who().userId())
        .orElseThrow(() -> new Refusal(Problem.of(ErrorCode.NOT_SIGNED_IN)));
  }
}
