package io.plenum.node;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.plenum.signaling.access.Network;
import io.plenum.signaling.api.Caller;
import io.vertx.core.Context;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** `/health/live`, `/health/ready` and `/metrics`: for whoever looks after this node. */
final class HealthRoutes {
  private static final String JSON = "application/json";

  /** Prometheus' text exposition format. */
  private static final String METRICS = "text/plain; version=0.0.4; charset=utf-8";

  private final Health health;
  private final PrometheusMeterRegistry metrics;
  private final Caller caller;
  private final List<Network> metricsAllowed;

  HealthRoutes(
      Health health, PrometheusMeterRegistry metrics, Caller caller, List<Network> metricsAllowed) {
    this.health = health;
    this.metrics = metrics;
    this.caller = caller;
    this.metricsAllowed = metricsAllowed;
  }

  private record Reply(int status, String type, String body) {}

  void mount(Router router) {
    router
        .get("/health/live")
        .handler(context -> send(context, new Reply(200, JSON, "{\"live\":true}")));
    router.get("/health/ready").handler(context -> answer(context, this::readiness));
    router
        .get("/metrics")
        .handler(this::checkSource)
        .handler(context -> answer(context, () -> new Reply(200, METRICS, metrics.scrape())));
  }

  private void checkSource(RoutingContext context) {
    InetAddress from = caller.address(context.request());
    if (metricsAllowed.stream().anyMatch(network -> network.contains(from))) {
      context.next();
    } else {
      context.fail(403);
    }
  }

  private Reply readiness() {
    Map<String, Boolean> parts = health.check();
    boolean ready = !parts.containsValue(false);
    JsonObject told = new JsonObject();
    parts.forEach((name, works) -> told.put(name, works ? "up" : "down"));
    return new Reply(
        ready ? 200 : 503, JSON, new JsonObject().put("ready", ready).put("parts", told).encode());
  }

  /** Both answers may block: on the database, or on counting. */
  private static void answer(RoutingContext context, Supplier<Reply> work) {
    Context loop = context.vertx().getOrCreateContext();
    Thread.ofVirtual()
        .name("health ", 0)
        .start(
            () -> {
              Reply reply = work.get();
              loop.runOnContext(done -> send(context, reply));
            });
  }

  private static void send(RoutingContext context, Reply reply) {
    var response = context.response();
    if (!response.ended() && !response.closed()) {
      response
          .setStatusCode(reply.status)
          .putHeader("Content-Type", reply.type)
          .putHeader("Cache-Control", "no-store")
          .end(reply.body);
    }
  }
}
