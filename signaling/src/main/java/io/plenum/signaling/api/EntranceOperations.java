package io.plenum.signaling.api;

import io.plenum.signaling.access.Attempt;
import io.plenum.signaling.access.RateLimit;
import io.plenum.signaling.api.Answer.Cookie;
import io.plenum.signaling.identity.HasherBusy;
import io.plenum.signaling.identity.Identity;
import io.plenum.signaling.identity.SetupToken;
import io.plenum.signaling.identity.SignedIn;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/** Set-up, signing in and out. */
final class EntranceOperations {
  private final Identity identity;
  private final SetupToken setupToken;
  private final RateLimit limit;
  private final String version;

  EntranceOperations(Identity identity, SetupToken setupToken, RateLimit limit, String version) {
    this.identity = identity;
    this.setupToken = setupToken;
    this.limit = limit;
    this.version = version;
  }

  Map<String, Operation> byId() {
    return Map.of(
        "status",
        this::status,
        "setUp",
        this::setUp,
        "signIn",
        this::signIn,
        "refresh",
        this::refresh,
        "signOut",
        this::signOut);
  }

  private Answer status(Request request) {
    return Answer.ok(
        new JsonObject()
            .put("version", version)
            .put("setupNeeded", identity.accounts().setupNeeded()));
  }

  private Answer setUp(Request request) {
    begin(Attempt.SETUP, request, "");
    if (!identity.accounts().setupNeeded()) {
      throw new Refusal(Problem.of(ErrorCode.SETUP_DONE));
    }
    if (!setupToken.matches(request.text("token"))) {
      throw new Refusal(
          ErrorCode.WRONG_TOKEN,
          "This is not the set-up token that the server printed at its start.");
    }
    SignedIn signedIn =
        identity
            .accounts()
            .setUp(
                request.text("account").strip(),
                request.text("name").strip(),
                request.text("email"),
                request.text("password"),
                request.device());
    limit.succeeded(Attempt.SETUP, request.source(), "");
    return answer(signedIn);
  }

  private Answer signIn(Request request) {
    String email = Identity.normalEmail(request.text("email"));
    begin(Attempt.SIGN_IN, request, email);
    Optional<SignedIn> signedIn = checked(request, email);
    if (signedIn.isEmpty()) {
      throw new Refusal(Problem.of(ErrorCode.WRONG_CREDENTIALS));
    }
    limit.succeeded(Attempt.SIGN_IN, request.source(), email);
    return answer(signedIn.get());
  }

  /** A password that nobody had the time to look at was no guess. */
  private Optional<SignedIn> checked(Request request, String email) {
    try {
      return identity.signIns().signIn(email, request.text("password"), request.device());
    } catch (HasherBusy busy) {
      limit.withdrawn(Attempt.SIGN_IN, request.source(), email);
      throw busy;
    }
  }

  private void begin(Attempt attempt, Request request, String target) {
    Optional<Duration> wait = limit.begin(attempt, request.source(), target);
    if (wait.isPresent()) {
      throw new Refusal(Problem.tooMany("Too many tries.", wait.get()));
    }
  }

  private Answer refresh(Request request) {
    return request
        .refreshToken()
        .flatMap(token -> identity.signIns().refresh(token, request.device()))
        .map(EntranceOperations::answer)
        .orElseThrow(() -> new Refusal(Problem.of(ErrorCode.NOT_SIGNED_IN)));
  }

  private Answer signOut(Request request) {
    request.refreshToken().ifPresent(token -> identity.signIns().signOut(token, request.address()));
    return Answer.nothing().with(new Cookie.Cleared());
  }

  private static Answer answer(SignedIn signedIn) {
    JsonObject body =
        new JsonObject()
            .put("accessToken", signedIn.accessToken())
            .put("expiresInSeconds", signedIn.accessLifetime().toSeconds())
            .put("user", Json.of(signedIn.user()));
    return Answer.ok(body)
        .with(new Cookie.Set(signedIn.refreshToken(), signedIn.refreshLifetime().toSeconds()));
  }
}
