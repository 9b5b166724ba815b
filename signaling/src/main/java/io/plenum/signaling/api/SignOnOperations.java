package io.plenum.signaling.api;

import io.plenum.signaling.access.Attempt;
import io.plenum.signaling.access.RateLimit;
import io.plenum.signaling.identity.openid.SignOn;
import io.plenum.signaling.identity.openid.SignOn.Departure;
import io.plenum.signaling.identity.openid.SignOn.Returned;
import io.plenum.signaling.identity.openid.SignOnRefused;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Signing in at a company's own provider. The way back is a page that a browser follows, so what
 * fails there leads to the sign-in page, which says so.
 */
final class SignOnOperations {
  /** The sign-in page reads why from the fragment, which is sent to no server. */
  private static final String SIGN_IN_PAGE = "/sign-in#problem=";

  private final SignOn signOn;
  private final RateLimit limit;

  SignOnOperations(SignOn signOn, RateLimit limit) {
    this.signOn = signOn;
    this.limit = limit;
  }

  Map<String, Operation> byId() {
    return Map.of("beginSignOn", this::begin, "signOnCallback", this::callback);
  }

  private Answer begin(Request request) {
    String email = request.text("email");
    Optional<Duration> wait = limit.begin(Attempt.SIGN_ON, request.source(), email);
    if (wait.isPresent()) {
      throw new Refusal(Problem.tooMany("Too many tries.", wait.get()));
    }
    Optional<Departure> departure = departure(request, email);
    if (departure.isEmpty()) {
      return Answer.ok(new JsonObject().put("signIn", "password"));
    }
    Answer answer =
        Answer.ok(
            new JsonObject()
                .put("signIn", "provider")
                .put("name", departure.get().providerName())
                .put("url", departure.get().url().toString()));
    return SignOnCookie.set(request, answer, departure.get().browser(), SignOn.ATTEMPT_LIFETIME);
  }

  private Optional<Departure> departure(Request request, String email) {
    try {
      return signOn.begin(email, request.baseUrl(), request.body().getString("page", "/"));
    } catch (SignOnRefused refused) {
      // What exactly is wrong with a company's provider concerns its admin, not whoever asks.
      throw new Refusal(
          ErrorCode.UNUSABLE_PROVIDER, "The company's sign-in does not answer as it should.");
    }
  }

  private Answer callback(Request request) {
    if (limit.begin(Attempt.SIGN_ON, request.source(), "").isPresent()) {
      return Answer.seeOther(SIGN_IN_PAGE + ErrorCode.TOO_MANY_REQUESTS.text());
    }
    Map<String, String> query = request.query();
    SignOn.Callback callback =
        new SignOn.Callback(
            Optional.ofNullable(query.get("state")),
            Optional.ofNullable(query.get("code")),
            Optional.ofNullable(query.get("error")),
            Optional.ofNullable(query.get("iss")));
    try {
      Returned returned = signOn.finish(callback, SignOnCookie.read(request), request.device());
      limit.succeeded(Attempt.SIGN_ON, request.source(), "");
      Answer.Cookie refresh =
          new Answer.Cookie.Set(
              returned.signedIn().refreshToken(),
              returned.signedIn().refreshLifetime().toSeconds());
      return SignOnCookie.clear(request, Answer.seeOther(returned.page()).with(refresh));
    } catch (SignOnRefused refused) {
      return SignOnCookie.clear(request, Answer.seeOther(SIGN_IN_PAGE + refused.reason().text()));
    }
  }
}
