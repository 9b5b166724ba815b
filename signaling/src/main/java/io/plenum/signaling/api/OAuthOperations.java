package io.plenum.signaling.api;

import io.plenum.signaling.access.Attempt;
import io.plenum.signaling.access.RateLimit;
import io.plenum.signaling.identity.Identity;
import io.plenum.signaling.identity.SignedIn;
import io.plenum.signaling.identity.oauth.ClientCredentials;
import io.plenum.signaling.identity.oauth.ClientTokens;
import io.plenum.signaling.identity.oauth.OAuthError;
import io.plenum.signaling.identity.oauth.OAuthError.Code;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The token endpoint (RFC 6749 section 3.2) and revocation (RFC 7009). What fails is told as RFC
 * 6749 section 5.2 wants it; only what no client of OAuth could handle either way (too many tries,
 * a body of another type) is a problem document.
 */
final class OAuthOperations {
  /** RFC 6749 section 5.2: names the scheme by which the client may identify itself. */
  private static final String CHALLENGE = "Basic realm=\"plenum\"";

  private final Identity identity;
  private final ClientTokens tokens;
  private final RateLimit limit;

  OAuthOperations(Identity identity, ClientTokens tokens, RateLimit limit) {
    this.identity = identity;
    this.tokens = tokens;
    this.limit = limit;
  }

  Map<String, Operation> byId() {
    return Map.of(
        "token",
        request -> orError(request, this::token),
        "revoke",
        request -> orError(request, this::revoke));
  }

  private static Answer orError(Request request, Operation operation) {
    try {
      return operation.answer(request);
    } catch (OAuthError error) {
      JsonObject body =
          new JsonObject()
              .put("error", error.code().text())
              .put("error_description", error.getMessage());
      Answer answer = Answer.other(error.code().status(), body);
      return error.code() == Code.INVALID_CLIENT
          ? answer.with("WWW-Authenticate", CHALLENGE)
          : answer;
    }
  }

  private Answer token(Request request) {
    String grant = required(request, "grant_type");
    return switch (grant) {
      case "client_credentials" -> clientCredentials(request);
      case "refresh_token" -> refresh(request);
      default ->
          throw new OAuthError(
              Code.UNSUPPORTED_GRANT_TYPE, "Only client_credentials and refresh_token.");
    };
  }

  private Answer clientCredentials(Request request) {
    ClientCredentials client = credentials(request).orElseThrow(OAuthOperations::noClient);
    ClientTokens.Issued issued =
        limited(
            request,
            client,
            () -> tokens.issue(client, field(request, "scope"), request.address()));
    return Answer.ok(
        new JsonObject()
            .put("access_token", issued.accessToken())
            .put("token_type", "Bearer")
            .put("expires_in", issued.lifetime().toSeconds())
            .put("scope", String.join(" ", issued.scopes())));
  }

  /** For native clients: a sign-in's refresh token, which rotates as the cookie does. */
  private Answer refresh(Request request) {
    SignedIn signedIn =
        identity
            .signIns()
            .refresh(required(request, "refresh_token"), request.device())
            .orElseThrow(() -> new OAuthError(Code.INVALID_GRANT, "The refresh token is over."));
    return Answer.ok(
        new JsonObject()
            .put("access_token", signedIn.accessToken())
            .put("token_type", "Bearer")
            .put("expires_in", signedIn.accessLifetime().toSeconds())
            .put("refresh_token", signedIn.refreshToken()));
  }

  /** A person's refresh token needs nobody's credentials; a machine's access token its client's. */
  private Answer revoke(Request request) {
    String token = required(request, "token");
    Optional<ClientCredentials> client = credentials(request);
    if (client.isPresent()) {
      limited(
          request,
          client.get(),
          () -> {
            tokens.revoke(client.get(), token);
            return token;
          });
    } else if (token.indexOf('.') >= 0) {
      throw new OAuthError(
          Code.UNSUPPORTED_TOKEN_TYPE,
          "An access token is revoked by its client, or by signing out.");
    } else {
      identity.signIns().signOut(token, request.address());
    }
    return Answer.ok(new JsonObject());
  }

  private interface Limited<T> {
    T call();
  }

  private <T> T limited(Request request, ClientCredentials client, Limited<T> work) {
    Optional<Duration> wait = limit.begin(Attempt.CLIENT_TOKEN, request.source(), client.id());
    if (wait.isPresent()) {
      throw new Refusal(Problem.tooMany("Too many tries.", wait.get()));
    }
    try {
      T done = work.call();
      limit.succeeded(Attempt.CLIENT_TOKEN, request.source(), client.id());
      return done;
    } catch (OAuthError error) {
      if (error.code() != Code.INVALID_CLIENT) {
        limit.succeeded(Attempt.CLIENT_TOKEN, request.source(), client.id());
      }
      throw error;
    }
  }

  private static Optional<ClientCredentials> credentials(Request request) {
    return ClientCredentials.read(
        request.header("Authorization"),
        field(request, "client_id"),
        field(request, "client_secret"));
  }

  private static OAuthError noClient() {
    return new OAuthError(Code.INVALID_CLIENT, "The client must identify itself.");
  }

  private static String required(Request request, String name) {
    return field(request, name)
        .orElseThrow(() -> new OAuthError(Code.INVALID_REQUEST, name + " is missing."));
  }

  /** A parameter without a value counts as not sent (RFC 6749 section 3.2). */
  private static Optional<String> field(Request request, String name) {
    return switch (request.body().getValue(name)) {
      case null -> Optional.empty();
      case String text -> Optional.of(text).filter(value -> !value.isBlank());
      default -> throw new OAuthError(Code.INVALID_REQUEST, name + " came more than once.");
    };
  }
}
