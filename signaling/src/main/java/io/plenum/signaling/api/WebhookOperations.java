package io.plenum.signaling.api;

import io.plenum.signaling.audit.AuditEvent;
import io.plenum.signaling.audit.AuditKind;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.post.Delivery;
import io.plenum.signaling.post.Endpoint;
import io.plenum.signaling.post.Endpoints;
import io.plenum.signaling.post.EventType;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The webhooks of an account. */
final class WebhookOperations {
  private final Endpoints endpoints;
  private final Function<String, Optional<String>> fault;
  private final AuditLog audit;

  /** `fault` says what is wrong with a URL, if anything. */
  WebhookOperations(Endpoints endpoints, Function<String, Optional<String>> fault, AuditLog audit) {
    this.endpoints = endpoints;
    this.fault = fault;
    this.audit = audit;
  }

  Map<String, Operation> byId() {
    return Map.of(
        "listWebhooks",
        this::list,
        "addWebhook",
        this::add,
        "webhook",
        this::one,
        "changeWebhook",
        this::change,
        "deleteWebhook",
        this::delete,
        "rotateWebhookSecret",
        this::rotate,
        "listDeliveries",
        this::deliveries,
        "redeliver",
        this::redeliver);
  }

  private Answer list(Request request) {
    JsonArray items = new JsonArray();
    endpoints.ofAccount(account(request)).forEach(endpoint -> items.add(json(endpoint)));
    return Answer.ok(new JsonObject().put("items", items));
  }

  private Answer add(Request request) {
    String url = request.text("url");
    check(url);
    return endpoints
        .add(
            account(request), url, events(request.body()), noting(request, AuditKind.WEBHOOK_ADDED))
        .map(added -> Answer.created(json(added)).at("/webhooks/" + added.endpoint().id()))
        .orElseThrow(
            () ->
                new Refusal(
                    ErrorCode.CONFLICT,
                    "The account has " + Endpoints.LIMIT + " webhooks, as many as it may."));
  }

  private void check(String url) {
    fault
        .apply(url)
        .ifPresent(
            what -> {
              throw new Refusal(
                  Problem.of(ErrorCode.BAD_REQUEST, "The URL " + what + ".")
                      .at("/url", "The URL " + what + "."));
            });
  }

  private static List<EventType> events(JsonObject body) {
    return body.getJsonArray("events").stream()
        .map(name -> EventType.of((String) name).orElseThrow())
        .distinct()
        .toList();
  }

  private Answer one(Request request) {
    return answer(endpoints.byId(account(request), id(request)));
  }

  private static Answer answer(Optional<Endpoint> found) {
    return found
        .map(endpoint -> Answer.ok(json(endpoint)).ofVersion(endpoint.version()))
        .orElseThrow(WebhookOperations::notFound);
  }

  private Answer change(Request request) {
    JsonObject body = request.body();
    Optional<String> url = Optional.ofNullable(body.getString("url"));
    url.ifPresent(this::check);
    Endpoints.Change change =
        new Endpoints.Change(
            url,
            body.containsKey("events") ? Optional.of(events(body)) : Optional.empty(),
            Optional.ofNullable(body.getBoolean("enabled")));
    return answer(
        endpoints.change(
            account(request),
            id(request),
            change,
            request.expected(),
            noting(request, AuditKind.WEBHOOK_CHANGED)));
  }

  private Answer delete(Request request) {
    if (!endpoints.delete(
        account(request), id(request), noting(request, AuditKind.WEBHOOK_DELETED))) {
      throw notFound();
    }
    return Answer.nothing();
  }

  private Answer rotate(Request request) {
    return endpoints
        .rotate(account(request), id(request), noting(request, AuditKind.WEBHOOK_SECRET_CHANGED))
        .map(rotated -> Answer.ok(json(rotated)))
        .orElseThrow(WebhookOperations::notFound);
  }

  private Answer deliveries(Request request) {
    return endpoints
        .deliveries(account(request), id(request), request.page())
        .map(page -> Answer.page(page, WebhookOperations::json))
        .orElseThrow(WebhookOperations::notFound);
  }

  private Answer redeliver(Request request) {
    return endpoints
        .redeliver(account(request), id(request), request.path().get("delivery"))
        .map(delivery -> Answer.ok(json(delivery)))
        .orElseThrow(WebhookOperations::notFound);
  }

  /** Says who changed what, in the transaction of the change. */
  private Endpoints.Witness noting(Request request, AuditKind kind) {
    return (handle, before, after) -> {
      Map<String, Object> facts = new HashMap<>();
      before.ifPresent(endpoint -> facts.put("before", facts(endpoint)));
      after.ifPresent(endpoint -> facts.put("after", facts(endpoint)));
      audit.append(
          handle,
          new AuditEvent(
              account(request), kind, request.actor(), Optional.empty(), facts, Map.of()));
    };
  }

  private static Map<String, Object> facts(Endpoint endpoint) {
    return Map.of(
        "id",
        endpoint.id(),
        "url",
        endpoint.url(),
        "events",
        endpoint.events().stream().map(EventType::text).toList(),
        "enabled",
        endpoint.enabled());
  }

  private static String account(Request request) {
    return request.who().accountId();
  }

  private static String id(Request request) {
    return request.path().get("id");
  }

  private static JsonObject json(Endpoints.WithSecret made) {
    return json(made.endpoint()).put("secret", made.secret());
  }

  private static JsonObject json(Endpoint endpoint) {
    JsonArray events = new JsonArray();
    endpoint.events().forEach(type -> events.add(type.text()));
    JsonObject json =
        new JsonObject()
            .put("id", endpoint.id())
            .put("url", endpoint.url())
            .put("events", events)
            .put("enabled", endpoint.enabled())
            .put("createdAt", endpoint.createdAt().toString());
    endpoint.failingSince().ifPresent(since -> json.put("failingSince", since.toString()));
    return json;
  }

  private static JsonObject json(Delivery delivery) {
    JsonObject json =
        new JsonObject()
            .put("id", delivery.id())
            .put("eventId", delivery.eventId())
            .put("event", delivery.event())
            .put("state", delivery.state())
            .put("tries", delivery.tries())
            .put("createdAt", delivery.createdAt().toString());
    delivery.status().ifPresent(status -> json.put("status", status));
    delivery.reason().ifPresent(reason -> json.put("reason", reason));
    delivery.triedAt().ifPresent(at -> json.put("triedAt", at.toString()));
    delivery.dueAt().ifPresent(at -> json.put("dueAt", at.toString()));
    return json;
  }

  private static Refusal notFound() {
    return new Refusal(ErrorCode.NOT_FOUND, "There is no such webhook, or nothing to deliver.");
  }
}
