package io.plenum.signaling.api;

import io.plenum.signaling.access.Condition;
import io.plenum.signaling.access.Source;
import io.plenum.signaling.identity.Identity;
import io.plenum.signaling.identity.Principal;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Path;
import io.vertx.openapi.validation.ValidatedRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operations behind their contract: checks body and parameters against openapi.yaml, the
 * origin, the token and the access matrix, then runs the operation on a virtual thread and writes
 * its answer on the event loop.
 */
final class ApiRouter {
  private static final Logger log = LoggerFactory.getLogger(ApiRouter.class);

  /** The largest body by far is a set-up, below 3 kB. */
  static final int BODY_LIMIT_BYTES = 64 * 1024;

  /** Each holds a virtual thread and a body; more would only wait for the database. */
  static final int IN_FLIGHT_LIMIT = 1_000;

  /** Where the contract is mounted: its server URL. */
  static final String PREFIX = "/api/v1";

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private static final String BEARER = "Bearer ";

  private final Identity identity;
  private final Caller caller;
  private final RefreshCookie cookie;
  private final Map<String, Operation> operations;
  private final Semaphore inFlight = new Semaphore(IN_FLIGHT_LIMIT);

  ApiRouter(Identity identity, Caller caller, Map<String, Operation> operations) {
    this.identity = identity;
    this.caller = caller;
    this.cookie = new RefreshCookie(caller);
    this.operations = operations;
  }

  /** Builds the routes; fails when contract and operations do not match one to one. */
  Future<Router> build(Vertx vertx) {
    return OpenAPIContract.from(vertx, Contract.requests())
        .map(contract -> routes(vertx, contract));
  }

  private Router routes(Vertx vertx, OpenAPIContract contract) {
    RouterBuilder builder =
        RouterBuilder.create(vertx, contract, RequestExtractor.withBodyHandler());
    builder.rootHandler(BodyHandler.create(false).setBodyLimit(BODY_LIMIT_BYTES));
    builder.rootHandler(this::checkOrigin);
    builder.rootHandler(ApiRouter::checkBodyType);
    Map<String, Operation> open = new HashMap<>(operations);
    for (OpenAPIRoute route : builder.getRoutes()) {
      String id = route.getOperation().getOperationId();
      Operation operation = open.remove(id);
      if (operation == null) {
        throw new IllegalStateException("openapi.yaml: nothing answers " + id);
      }
      Access access = Access.of(route.getOperation());
      route
          .setDoSecurity(false)
          .addHandler(context -> run(context, access, operation))
          .addFailureHandler(Problems::fail);
    }
    if (!open.isEmpty()) {
      throw new IllegalStateException("openapi.yaml does not name " + open.keySet());
    }
    Router router = builder.createRouter();
    router.route().handler(context -> unanswered(context, contract));
    return router;
  }

  /**
   * Every call that changes something must come from a page of ours (REQUIREMENTS I-8), whether it
   * carries the cookie or not.
   */
  private void checkOrigin(RoutingContext context) {
    boolean changes = !context.request().method().equals(HttpMethod.GET);
    if (changes && !caller.isSameOrigin(context.request())) {
      throw new Refusal(ErrorCode.FORBIDDEN, "A page of another site may not do this.");
    }
    context.next();
  }

  /** A form of another site can send no JSON, so nothing else is taken. */
  private static void checkBodyType(RoutingContext context) {
    String type = context.request().getHeader("Content-Type");
    boolean json =
        type != null && type.split(";", 2)[0].strip().equalsIgnoreCase("application/json");
    if (!context.body().isEmpty() && !json) {
      throw new Refusal(Problem.of(ErrorCode.UNSUPPORTED_TYPE));
    }
    context.next();
  }

  /** A path that the contract knows with other methods, or does not know at all. */
  private static void unanswered(RoutingContext context, OpenAPIContract contract) {
    String within = context.normalizedPath().substring(PREFIX.length());
    Path path = contract.findPath(within.isEmpty() ? "/" : within);
    if (path == null) {
      context.fail(404);
      return;
    }
    String allowed =
        path.getOperations().stream()
            .map(operation -> operation.getHttpMethod().name())
            .sorted()
            .collect(Collectors.joining(", "));
    context.response().putHeader("Allow", allowed);
    context.fail(405);
  }

  private void run(RoutingContext routing, Access access, Operation operation) {
    Context loop = routing.vertx().getOrCreateContext();
    ValidatedRequest validated = routing.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST);
    Request unchecked = request(routing, validated);
    Optional<String> token = bearer(routing.request());
    if (!inFlight.tryAcquire()) {
      throw new Refusal(Problem.tooMany("Too many requests at once.", RETRY_AFTER));
    }
    Thread.ofVirtual()
        .name("http ", 0)
        .start(
            () -> {
              try {
                Answer answer = operation.answer(checked(unchecked, token, access));
                loop.runOnContext(done -> send(routing, answer));
              } catch (RuntimeException | Error e) {
                Problem problem = Problems.of(e);
                loop.runOnContext(done -> Problems.send(routing, problem));
              } finally {
                inFlight.release();
              }
            });
  }

  private Request request(RoutingContext routing, ValidatedRequest validated) {
    // The router's own values: the validated ones are not percent-decoded.
    Map<String, String> path = Map.copyOf(routing.pathParams());
    JsonObject body =
        validated.getBody() == null || validated.getBody().isNull()
            ? new JsonObject()
            : validated.getBody().getJsonObject();
    return new Request(
        body,
        path,
        first(routing.queryParams()),
        Optional.empty(),
        Condition.NONE,
        cookie.read(routing.request()),
        Source.of(caller.address(routing.request())),
        caller.addressAndPort(routing.request()),
        caller.baseUrl(routing.request()));
  }

  private static Map<String, String> first(MultiMap query) {
    Map<String, String> first = new HashMap<>();
    query.forEach(first::putIfAbsent);
    return Map.copyOf(first);
  }

  private static Optional<String> bearer(HttpServerRequest request) {
    String header = request.getHeader("Authorization");
    boolean bearer = header != null && header.regionMatches(true, 0, BEARER, 0, BEARER.length());
    return bearer ? Optional.of(header.substring(BEARER.length()).strip()) : Optional.empty();
  }

  /**
   * Asks who it is and whether they may. A token that is no good is an error even where none is
   * needed.
   */
  private Request checked(Request request, Optional<String> token, Access access) {
    Optional<Principal> principal = token.flatMap(identity::verify);
    if (token.isPresent() && principal.isEmpty()) {
      throw new Refusal(
          ErrorCode.NOT_SIGNED_IN, "The access token is wrong, has expired, or was revoked.");
    }
    return request.checked(principal, access.check(principal));
  }

  private void send(RoutingContext routing, Answer answer) {
    var response = routing.response();
    if (response.ended() || response.closed()) {
      return;
    }
    cookie.write(routing, answer.cookie());
    response.setStatusCode(answer.status()).putHeader("Cache-Control", "no-store");
    Future<Void> sent =
        answer.body().isPresent()
            ? response
                .putHeader("Content-Type", "application/json")
                .end(answer.body().get().toBuffer())
            : response.end();
    sent.onFailure(e -> log.debug("The client left before its answer: {}", e.toString()));
  }
}
