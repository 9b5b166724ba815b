package io.plenum.signaling.api;

import io.plenum.signaling.access.Scope;
import io.plenum.signaling.identity.token.SigningKeys;
import io.vertx.core.Context;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What other programs look for under /.well-known: the public signing keys (RFC 7517) and what this
 * server has of OAuth 2.0 (RFC 8414).
 */
final class WellKnownRoutes {
  static final String KEYS = "/.well-known/jwks.json";
  static final String METADATA = "/.well-known/oauth-authorization-server";

  /** Shorter than the time for which a new key is published before it signs. */
  private static final String CACHE = "public, max-age=900";

  private final SigningKeys keys;
  private final Caller caller;

  WellKnownRoutes(SigningKeys keys, Caller caller) {
    this.keys = keys;
    this.caller = caller;
  }

  void mount(Router router) {
    router
        .route(HttpMethod.GET, KEYS)
        .handler(context -> answer(context, base -> new JsonObject(keys.published())));
    router
        .route(HttpMethod.GET, METADATA)
        .handler(context -> answer(context, WellKnownRoutes::metadata));
  }

  /** Only what there is: no authorization endpoint, so no response types. */
  private static JsonObject metadata(String base) {
    JsonArray scopes = new JsonArray();
    Stream.of(Scope.values()).map(Scope::text).forEach(scopes::add);
    JsonArray authentication =
        new JsonArray().add("client_secret_basic").add("client_secret_post").add("none");
    return new JsonObject()
        .put("issuer", base)
        .put("token_endpoint", base + ApiRouter.PREFIX + "/oauth/token")
        .put("token_endpoint_auth_methods_supported", authentication)
        .put("revocation_endpoint", base + ApiRouter.PREFIX + "/oauth/revoke")
        .put("revocation_endpoint_auth_methods_supported", authentication.copy())
        .put("jwks_uri", base + KEYS)
        .put(
            "grant_types_supported", new JsonArray().add("client_credentials").add("refresh_token"))
        .put("response_types_supported", new JsonArray())
        .put("scopes_supported", scopes);
  }

  /** Reading the keys may ask the database. */
  private void answer(RoutingContext routing, Function<String, JsonObject> content) {
    Context loop = routing.vertx().getOrCreateContext();
    String base = caller.baseUrl(routing.request());
    Thread.ofVirtual()
        .name("well-known ", 0)
        .start(
            () -> {
              try {
                JsonObject json = content.apply(base);
                loop.runOnContext(ready -> send(routing, json));
              } catch (RuntimeException e) {
                Problem problem = Problems.of(e);
                loop.runOnContext(failed -> Problems.send(routing, problem));
              }
            });
  }

  private static void send(RoutingContext routing, JsonObject json) {
    if (!routing.response().ended() && !routing.response().closed()) {
      routing
          .response()
          .putHeader("Content-Type", "application/json")
          .putHeader("Cache-Control", CACHE)
          .end(json.toBuffer());
    }
  }
}
