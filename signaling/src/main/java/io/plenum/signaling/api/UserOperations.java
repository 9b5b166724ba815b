package io.plenum.signaling.api;

import io.plenum.signaling.access.Condition;
import io.plenum.signaling.access.Role;
import io.plenum.signaling.identity.Identity;
import io.plenum.signaling.identity.NewUser;
import io.plenum.signaling.identity.User;
import io.plenum.signaling.identity.UserChange;
import io.plenum.signaling.identity.Users;
import io.plenum.signaling.page.Page;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;

/** The users of an account, as its admins see them. */
final class UserOperations {
  private final Identity identity;

  UserOperations(Identity identity) {
    this.identity = identity;
  }

  Map<String, Operation> byId() {
    return Map.of(
        "listUsers",
        this::list,
        "addUser",
        this::add,
        "user",
        this::one,
        "changeUser",
        this::change,
        "resetPassword",
        this::resetPassword);
  }

  private Answer list(Request request) {
    Page<User> users =
        request.condition() == Condition.OWN_PROFILE
            ? new Page<>(
                identity.users().byId(request.who().userId()).stream().toList(), Optional.empty())
            : identity.users().ofAccount(request.who().accountId(), request.page());
    return Answer.page(users, Json::of);
  }

  private Answer add(Request request) {
    NewUser added =
        new NewUser(
            request.text("name").strip(), request.text("email"), Role.of(request.text("role")));
    Users.Added done = identity.users().add(request.who(), added, request.address());
    return Answer.created(Json.of(done));
  }

  /** Somebody who is no admin sees only themselves. */
  private Answer one(Request request) {
    String id = request.path().get("userId");
    boolean self = id.equals(request.who().userId());
    return identity
        .users()
        .person(request.who().accountId(), id)
        .filter(user -> self || request.condition() != Condition.OWN_PROFILE)
        .map(user -> Answer.ok(Json.of(user)))
        .orElseThrow(UserOperations::notFound);
  }

  private Answer change(Request request) {
    UserChange change =
        new UserChange(
            request.optionalText("name").map(String::strip),
            request.optionalText("role").map(Role::of),
            Optional.ofNullable(request.body().getBoolean("disabled")));
    return identity
        .users()
        .change(request.who(), request.path().get("userId"), change, request.address())
        .map(user -> Answer.ok(Json.of(user)))
        .orElseThrow(UserOperations::notFound);
  }

  private Answer resetPassword(Request request) {
    return identity
        .passwords()
        .reset(request.who(), request.path().get("userId"), request.address())
        .map(
            reset -> {
              JsonObject json = new JsonObject();
              reset.toShow().ifPresent(password -> json.put("password", password));
              return Answer.ok(json);
            })
        .orElseThrow(UserOperations::notFound);
  }

  static Refusal notFound() {
    return new Refusal(ErrorCode.NOT_FOUND, "There is no such user.");
  }
}
