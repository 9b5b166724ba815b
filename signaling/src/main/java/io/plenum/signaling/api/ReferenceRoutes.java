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

  private final String page;
  private final String contract;

  private ReferenceRoutes(String page, String contract) {
    this.page = page;
    this.contract = contract;
  }

  /** Renders the page once; it changes with the program only. */
  static ReferenceRoutes read() {
    return new ReferenceRoutes(new ReferencePage(Contract.read()).render(), Contract.text());
  }

  void mount(Router router) {
    router.get("/api/reference").handler(routing -> send(routing, HTML, page));
    router
        .get(ApiRouter.PREFIX + "/openapi.yaml")
        .handler(routing -> send(routing, YAML, contract));
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
