package io.plenum.signaling.api;

import io.plenum.signaling.access.Attempt;
import io.plenum.signaling.access.RateLimit;
import io.plenum.signaling.api.Answer.Cookie;
import io.plenum.signaling.identity.HasherBusy;
import io.plenum.signaling.identity.Identity;
import io.plenum.signaling.identity.IdentityRefused;
import io.plenum.signaling.identity.IdentityRefused.Reason;
import io.plenum.signaling.identity.Principal;
import io.plenum.signaling.identity.User;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** What people see and decide of themselves: profile, password, devices. */
final class ProfileOperations {
  private final Identity identity;
  private final RateLimit limit;

  ProfileOperations(Identity identity, RateLimit limit) {
    this.identity = identity;
    this.limit = limit;
  }

  Map<String, Operation> byId() {
    return Map.of(
        "me",
        this::me,
        "changeMe",
        this::changeMe,
        "changePassword",
        this::changePassword,
        "listSignIns",
        this::listSignIns,
        "endSignIn",
        this::endSignIn,
        "signOutEverywhere",
        this::signOutEverywhere);
  }

  private Answer me(Request request) {
    return Answer.ok(Json.of(self(request)));
  }

  private Answer changeMe(Request request) {
    User changed =
        identity
            .users()
            .changeOwn(
                request.who(),
                request.optionalText("name").map(String::strip),
                Optional.ofNullable(request.body().getBoolean("muteOnEntry")),
                request.address());
    return Answer.ok(Json.of(changed));
  }

  /** Whoever holds a stolen token may guess at the password no more often than at the door. */
  private Answer changePassword(Request request) {
    Principal self = request.who();
    String email = self(request).email();
    Optional<Duration> wait = limit.begin(Attempt.SIGN_IN, request.source(), email);
    if (wait.isPresent()) {
      throw new Refusal(Problem.tooMany("Too many tries.", wait.get()));
    }
    try {
      identity
          .passwords()
          .change(self, request.text("current"), request.text("new"), request.address());
    } catch (HasherBusy busy) {
      limit.withdrawn(Attempt.SIGN_IN, request.source(), email);
      throw busy;
    } catch (IdentityRefused refused) {
      if (refused.reason() == Reason.WEAK_PASSWORD) {
        limit.succeeded(Attempt.SIGN_IN, request.source(), email);
      }
      throw refused;
    }
    limit.succeeded(Attempt.SIGN_IN, request.source(), email);
    return Answer.nothing();
  }

  private Answer listSignIns(Request request) {
    JsonArray items = new JsonArray();
    identity
        .signIns()
        .of(request.who().userId())
        .forEach(one -> items.add(Json.of(one, one.id().equals(request.who().signInId()))));
    return Answer.ok(new JsonObject().put("items", items));
  }

  private Answer endSignIn(Request request) {
    if (!identity.signIns().end(request.who(), request.path().get("signInId"), request.address())) {
      throw new Refusal(ErrorCode.NOT_FOUND, "There is no such sign-in.");
    }
    return Answer.nothing();
  }

  private Answer signOutEverywhere(Request request) {
    identity.signIns().endAll(request.who(), request.address());
    return Answer.nothing().with(new Cookie.Cleared());
  }

  private User self(Request request) {
    return identity
        .users()
        .byId(request.who().userId())
        .orElseThrow(() -> new Refusal(Problem.of(ErrorCode.NOT_SIGNED_IN)));
  }
}
