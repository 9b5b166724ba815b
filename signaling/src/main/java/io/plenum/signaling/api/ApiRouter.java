package io.plenum.signaling.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RequestExtractor;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The routes of the contract: each request is held to openapi.yaml (body and parameters) and to its
 * origin, then handed to {@link Calls}.
 */
final class ApiRouter {
  /** The largest body by far is a set-up, below 3 kB. */
  static final int BODY_LIMIT_BYTES = 64 * 1024;

  /** Where the contract is mounted: its server URL. */
  static final String PREFIX = "/api/v1";

  private final Caller caller;
  private final Calls calls;
  private final Map<String, Operation> operations;

  ApiRouter(Caller caller, Calls calls, Map<String, Operation> operations) {
    this.caller = caller;
    this.calls = calls;
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
      Calls.Target target =
          new Calls.Target(
              Access.of(route.getOperation()),
              Idempotency.takenBy(route.getOperation()),
              operation);
      route
          .setDoSecurity(false)
          .addHandler(context -> calls.answer(context, target))
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
}
