package io.plenum.signaling.api;

import io.plenum.signaling.access.Scope;
import io.plenum.signaling.identity.oauth.ApiClient;
import io.plenum.signaling.identity.oauth.ApiClients;
import io.plenum.signaling.identity.oauth.ClientRefused;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The machine clients of an account. */
final class ClientOperations {
  private final ApiClients clients;

  ClientOperations(ApiClients clients) {
    this.clients = clients;
  }

  Map<String, Operation> byId() {
    return Map.of(
        "listClients",
        this::list,
        "createClient",
        this::create,
        "replaceClientSecret",
        this::replaceSecret,
        "deleteClient",
        this::delete);
  }

  private Answer list(Request request) {
    JsonArray items = new JsonArray();
    clients.list(request.who().accountId()).forEach(client -> items.add(json(client)));
    return Answer.ok(new JsonObject().put("items", items));
  }

  private Answer create(Request request) {
    Set<Scope> scopes =
        request.body().getJsonArray("scopes").stream()
            .map(text -> Scope.of((String) text).orElseThrow(ClientOperations::noSuchScope))
            .collect(Collectors.toUnmodifiableSet());
    String user = request.body().getString("userId", request.who().userId());
    return orRefusal(
        () ->
            Answer.ok(
                json(
                    clients.create(
                        request.who(),
                        request.address(),
                        request.text("name").strip(),
                        user,
                        scopes))));
  }

  private static Refusal noSuchScope() {
    return new Refusal(ErrorCode.BAD_REQUEST, "There is no such scope.");
  }

  private Answer replaceSecret(Request request) {
    Duration overlap =
        Duration.ofSeconds(request.body().getInteger("keepOldForSeconds", 0).longValue());
    return clients
        .replaceSecret(request.who(), request.address(), request.path().get("client"), overlap)
        .map(replaced -> Answer.ok(json(replaced)))
        .orElseThrow(ClientOperations::notFound);
  }

  private Answer delete(Request request) {
    if (!clients.delete(request.who(), request.address(), request.path().get("client"))) {
      throw notFound();
    }
    return Answer.nothing();
  }

  private static Answer orRefusal(Supplier<Answer> work) {
    try {
      return work.get();
    } catch (ClientRefused refused) {
      throw new Refusal(
          switch (refused.reason()) {
            case TOO_MANY -> ErrorCode.CONFLICT;
            case WRONG_USER -> ErrorCode.NOT_FOUND;
          },
          refused.getMessage());
    }
  }

  private static Refusal notFound() {
    return new Refusal(ErrorCode.NOT_FOUND, "There is no such API client.");
  }

  private static JsonObject json(ApiClient.WithSecret made) {
    return json(made.client()).put("secret", made.secret());
  }

  private static JsonObject json(ApiClient client) {
    JsonArray scopes = new JsonArray();
    client.scopes().stream().map(Scope::text).sorted().forEach(scopes::add);
    JsonObject json =
        new JsonObject()
            .put("id", client.id())
            .put("name", client.name())
            .put("user", new JsonObject().put("id", client.userId()).put("name", client.userName()))
            .put("scopes", scopes)
            .put("createdAt", client.createdAt().toString());
    client.usedAt().ifPresent(time -> json.put("usedAt", time.toString()));
    return json;
  }
}
