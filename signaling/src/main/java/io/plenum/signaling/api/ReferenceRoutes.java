package io.plenum.signaling.api;

import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The contract for people and for programs: `/api/reference` and `/api/v1/openapi.yaml`. */
final class ReferenceRoutes {
  private static final Logger log = LoggerFactory.getLogger(ReferenceRoutes.class);

  /** RFC 9512. */
  private static final String YAML = "application/yaml; charset=utf-8";

  private static final String HTML = "text/html; charset=utf-8";

  /** Null until somebody asked for it: few do, and it would cost each start its part. */
  private volatile String page;

  void mount(Router router) {
    router.get("/api/reference").handler(this::page);
    router
        .get(ApiRouter.PREFIX + "/openapi.yaml")
        .handler(routing -> send(routing, YAML, Contract.text()));
  }

  private void page(RoutingContext routing) {
    routing
        .vertx()
        .executeBlocking(this::rendered, false)
        .onSuccess(text -> send(routing, HTML, text))
        .onFailure(routing::fail);
  }

  /** Two who ask first at once both render it, to the same text. */
  private String rendered() {
    String text = page;
    if (text == null) {
      text = new ReferencePage(Contract.read()).render();
      page = text;
    }
    return text;
  }

  private static void send(RoutingContext routing, String type, String text) {
    HttpServerResponse response = routing.response();
    response
        .putHeader("Content-Type", type)
        .putHeader("Cache-Control", "no-cache")
        .end(text)
        .onFailure(e -> log.debug("The client left: {}", e.toString()));
  }
}
