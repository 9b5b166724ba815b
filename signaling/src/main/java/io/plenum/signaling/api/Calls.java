package io.plenum.signaling.api;

import io.plenum.signaling.access.Condition;
import io.plenum.signaling.access.Source;
import io.plenum.signaling.identity.Identity;
import io.plenum.signaling.identity.Principal;
import io.plenum.signaling.session.SeatToken;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.validation.ValidatedRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;

/**
 * Answers requests that follow the contract: asks who it is, how often they ask and whether they
 * may, runs the operation on a virtual thread (once, where the client names an Idempotency-Key) and
 * has its answer written on the event loop.
 */
final class Calls {
  /** Each holds a virtual thread and a body; more would only wait for the database. */
  static final int IN_FLIGHT_LIMIT = 1_000;

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private static final String BEARER = "Bearer ";

  /** Of guests, who have no access token: the secret of their seat in a live session. */
  private static final String SEAT = "Seat ";

  private final Identity identity;
  private final RequestRate rate;
  private final Idempotency idempotency;
  private final Caller caller;
  private final RefreshCookie cookie;
  private final AnswerWriter writer;
  private final Semaphore inFlight = new Semaphore(IN_FLIGHT_LIMIT);

  Calls(Identity identity, RequestRate rate, Idempotency idempotency, Caller caller) {
    this.identity = identity;
    this.rate = rate;
    this.idempotency = idempotency;
    this.caller = caller;
    this.cookie = new RefreshCookie(caller);
    this.writer = new AnswerWriter(cookie);
  }

  /**
   * What is called.
   *
   * @param takesKey whether an Idempotency-Key means something to it
   */
  record Target(Access access, boolean takesKey, Operation operation) {}

  /**
   * Answers one request; called on the event loop.
   *
   * @throws Refusal when too many are being answered
   */
  void answer(RoutingContext routing, Target target) {
    Context loop = routing.vertx().getOrCreateContext();
    Request unchecked = request(routing);
    Optional<String> token = credentials(routing.request(), BEARER);
    Optional<String> key =
        Optional.ofNullable(routing.request().getHeader(Idempotency.HEADER))
            .filter(sent -> target.takesKey());
    String named = routing.request().method() + " " + routing.request().path();
    if (!inFlight.tryAcquire()) {
      throw new Refusal(Problem.tooMany("Too many requests at once.", RETRY_AFTER));
    }
    Thread.ofVirtual()
        .name("http ", 0)
        .start(
            () -> {
              try {
                Request request = admitted(routing, loop, unchecked, token, target.access());
                Answer answer =
                    key.isEmpty() || request.principal().isEmpty()
                        ? target.operation().answer(request)
                        : idempotency.once(
                            key.get(), named, request, () -> target.operation().answer(request));
                loop.runOnContext(done -> writer.write(routing, answer));
              } catch (RuntimeException | Error e) {
                Problem problem = Problems.of(e);
                loop.runOnContext(done -> Problems.send(routing, problem));
              } finally {
                inFlight.release();
              }
            });
  }

  private Request request(RoutingContext routing) {
    ValidatedRequest validated = routing.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST);
    HttpServerRequest request = routing.request();
    JsonObject body =
        validated.getBody() == null || validated.getBody().isNull()
            ? new JsonObject()
            : validated.getBody().getJsonObject();
    return new Request(
        body,
        // The router's own values: the validated ones are not percent-decoded.
        Map.copyOf(routing.pathParams()),
        first(routing.queryParams()),
        Optional.ofNullable(request.getHeader("If-Match")),
        Optional.ofNullable(request.getHeader("Last-Event-ID")),
        Optional.empty(),
        Condition.NONE,
        credentials(request, SEAT).map(SeatToken::new),
        cookie.read(request),
        Source.of(caller.address(request)),
        caller.addressAndPort(request),
        program(request),
        caller.baseUrl(request));
  }

  private static Map<String, String> first(MultiMap query) {
    Map<String, String> first = new HashMap<>();
    query.forEach(first::putIfAbsent);
    return Map.copyOf(first);
  }

  private static String program(HttpServerRequest request) {
    String name = request.getHeader("User-Agent");
    return name == null ? "" : name;
  }

  /** What the client shows under this scheme, if it does. */
  private static Optional<String> credentials(HttpServerRequest request, String scheme) {
    String header = request.getHeader("Authorization");
    boolean shown = header != null && header.regionMatches(true, 0, scheme, 0, scheme.length());
    return shown ? Optional.of(header.substring(scheme.length()).strip()) : Optional.empty();
  }

  /**
   * Asks who it is, counts the request and asks whether they may. A token that is no good is an
   * error even where none is needed.
   */
  private Request admitted(
      RoutingContext routing,
      Context loop,
      Request request,
      Optional<String> token,
      Access access) {
    Optional<Principal> principal = token.flatMap(identity::verify);
    RequestRate.Standing standing =
        principal
            .map(who -> rate.ofUser(who.userId()))
            .orElseGet(() -> rate.ofSource(request.source()));
    loop.runOnContext(counted -> AnswerWriter.tell(routing, standing));
    if (standing.exceeded()) {
      throw new Refusal(Problem.tooMany("You ask too often.", standing.untilNext()));
    }
    if (token.isPresent() && principal.isEmpty()) {
      throw new Refusal(
          ErrorCode.NOT_SIGNED_IN, "The access token is wrong, has expired, or was revoked.");
    }
    return request.checked(principal, access.check(principal));
  }
}
