package io.plenum.signaling.api;

import io.plenum.signaling.access.Attempt;
import io.plenum.signaling.access.RateLimit;
import io.plenum.signaling.identity.openid.Domain;
import io.plenum.signaling.identity.openid.Domains;
import io.plenum.signaling.identity.openid.Provider;
import io.plenum.signaling.identity.openid.Providers;
import io.plenum.signaling.identity.openid.SignOn;
import io.plenum.signaling.identity.openid.SignOnRefused;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Which provider an account has, and which domains. */
final class SignOnSettingsOperations {
  private final Providers providers;
  private final Domains domains;
  private final RateLimit limit;

  SignOnSettingsOperations(Providers providers, Domains domains, RateLimit limit) {
    this.providers = providers;
    this.domains = domains;
    this.limit = limit;
  }

  Map<String, Operation> byId() {
    return Map.of(
        "signOnProvider",
        this::provider,
        "putSignOnProvider",
        this::putProvider,
        "deleteSignOnProvider",
        this::deleteProvider,
        "listSignOnDomains",
        this::listDomains,
        "claimSignOnDomain",
        this::claimDomain,
        "proveSignOnDomain",
        this::proveDomain,
        "deleteSignOnDomain",
        this::deleteDomain);
  }

  private Answer provider(Request request) {
    return providers
        .of(request.who().accountId())
        .map(provider -> Answer.ok(json(provider, request)))
        .orElseThrow(SignOnSettingsOperations::noProvider);
  }

  private Answer putProvider(Request request) {
    JsonObject body = request.body();
    Provider wanted =
        new Provider(
            request.who().accountId(),
            request.text("name").strip(),
            request.text("issuer"),
            request.text("clientId"),
            Optional.ofNullable(body.getString("clientSecret")),
            body.getBoolean("trustsEmail", false));
    Provider put = outward(request, () -> providers.put(request.who(), request.address(), wanted));
    return Answer.ok(json(put, request));
  }

  private Answer deleteProvider(Request request) {
    if (!providers.remove(request.who(), request.address())) {
      throw noProvider();
    }
    return Answer.nothing();
  }

  private Answer listDomains(Request request) {
    JsonArray items = new JsonArray();
    domains.of(request.who().accountId()).forEach(domain -> items.add(json(domain)));
    return Answer.ok(new JsonObject().put("items", items));
  }

  private Answer claimDomain(Request request) {
    String name = request.text("domain").toLowerCase(Locale.ROOT);
    return Answer.ok(json(orRefusal(() -> domains.claim(request.who(), request.address(), name))));
  }

  private Answer proveDomain(Request request) {
    String name = request.path().get("domain").toLowerCase(Locale.ROOT);
    return outward(request, () -> domains.prove(request.who(), request.address(), name))
        .map(domain -> Answer.ok(json(domain)))
        .orElseThrow(SignOnSettingsOperations::noDomain);
  }

  private Answer deleteDomain(Request request) {
    String name = request.path().get("domain").toLowerCase(Locale.ROOT);
    if (!domains.remove(request.who(), request.address(), name)) {
      throw noDomain();
    }
    return Answer.nothing();
  }

  /** Makes the server ask others, which an admin may do so often only. */
  private <T> T outward(Request request, Supplier<T> work) {
    Optional<Duration> wait =
        limit.begin(Attempt.OUTWARD, request.source(), request.who().accountId());
    if (wait.isPresent()) {
      throw new Refusal(Problem.tooMany("Too many tries.", wait.get()));
    }
    return orRefusal(work);
  }

  private static <T> T orRefusal(Supplier<T> work) {
    try {
      return work.get();
    } catch (SignOnRefused refused) {
      boolean full = refused.reason() == SignOnRefused.Reason.TOO_MANY;
      throw new Refusal(
          full ? ErrorCode.CONFLICT : ErrorCode.UNUSABLE_PROVIDER, refused.getMessage());
    }
  }

  private static Refusal noProvider() {
    return new Refusal(ErrorCode.NOT_FOUND, "The account has no provider.");
  }

  private static Refusal noDomain() {
    return new Refusal(ErrorCode.NOT_FOUND, "The account does not claim this domain.");
  }

  private static JsonObject json(Provider provider, Request request) {
    return new JsonObject()
        .put("name", provider.name())
        .put("issuer", provider.issuer())
        .put("clientId", provider.clientId())
        .put("hasSecret", provider.clientSecret().isPresent())
        .put("trustsEmail", provider.trustsEmail())
        .put("redirectUri", request.baseUrl() + SignOn.CALLBACK);
  }

  private static JsonObject json(Domain domain) {
    return new JsonObject()
        .put("domain", domain.name())
        .put("proven", domain.proven())
        .put(
            "record",
            new JsonObject()
                .put("type", "TXT")
                .put("name", domain.record())
                .put("value", domain.proof()));
  }
}
