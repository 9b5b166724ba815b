package io.plenum.signaling.api;

import io.plenum.signaling.access.Condition;
import io.plenum.signaling.access.Role;
import io.plenum.signaling.identity.Identity;
import io.plenum.signaling.identity.NewUser;
import io.plenum.signaling.identity.User;
import io.plenum.signaling.page.Page;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The users of an account. */
final class UserOperations {
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
    Page<User> users =
        request.condition() == Condition.OWN_PROFILE
            ? new Page<>(List.of(self(request)), Optional.empty())
            : identity.users(request.who().accountId(), request.page());
    return Answer.page(users, Json::of);
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
