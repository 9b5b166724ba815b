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
import java.util.Set;
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
  private final Set<String> forms = Contract.forms();
  private final InFlight inFlight = new InFlight(InFlight.LIMIT);

  ApiRouter(Caller caller, Calls calls, Map<String, Operation> operations) {
    this.caller = caller;
    this.calls = calls;
    this.operations = operations;
  }

  /** Builds the routes; fails when contract and operations do not match one to one. */
  Future<Router> build(Vertx vertx) {
    return OpenAPIContract.from(vertx, Contract.requests())
        .map(contract -> routes(vertx, new PreparedContract(contract)));
  }

  private Router routes(Vertx vertx, OpenAPIContract contract) {
    RouterBuilder builder =
        RouterBuilder.create(vertx, contract, RequestExtractor.withBodyHandler());
    builder.rootHandler(BodyHandler.create(false).setBodyLimit(BODY_LIMIT_BYTES));
    builder.rootHandler(BodyArrival::done);
    builder.rootHandler(inFlight::enter);
    builder.rootHandler(this::checkOrigin);
    builder.rootHandler(this::checkBodyType);
    Map<String, Operation> open = new HashMap<>(operations);
    for (OpenAPIRoute route : builder.getRoutes()) {
      String id = route.getOperation().getOperationId();
      if (Contract.streamed(route.getOperation())) {
        // FileTransfers has a route of its own before these; the router wants one all the same.
        route.setDoSecurity(false).setDoValidation(false).addHandler(RoutingContext::next);
        continue;
      }
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
    requireOrigin(context);
    context.next();
  }

  void requireOrigin(RoutingContext context) {
    boolean changes = !context.request().method().equals(HttpMethod.GET);
    if (changes && !caller.isSameOrigin(context.request())) {
      throw new Refusal(ErrorCode.FORBIDDEN, "A page of another site may not do this.");
    }
  }

  /**
   * A form of another site can send no JSON, so little else is taken: forms only where RFC 6749
   * wants them, for calls that no cookie opens.
   */
  private void checkBodyType(RoutingContext context) {
    String expected = isForm(context) ? Form.MEDIA_TYPE : "application/json";
    String type = context.request().getHeader("Content-Type");
    boolean right = type != null && type.split(";", 2)[0].strip().equalsIgnoreCase(expected);
    boolean empty = context.body().isEmpty() && context.request().formAttributes().isEmpty();
    if (!empty && !right) {
      throw new Refusal(ErrorCode.UNSUPPORTED_TYPE, "The body must be " + expected + ".");
    }
    context.next();
  }

  private boolean isForm(RoutingContext context) {
    return context.normalizedPath().startsWith(PREFIX)
        && forms.contains(context.normalizedPath().substring(PREFIX.length()));
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
