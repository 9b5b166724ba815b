package io.plenum.signaling.api;

import io.plenum.signaling.access.Role;
import io.plenum.signaling.identity.Account;
import io.plenum.signaling.identity.Accounts;
import io.plenum.signaling.identity.AssumedRoles;
import io.plenum.signaling.identity.Identity;
import io.plenum.signaling.identity.Region;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** The caller's own account, and the customer accounts that a partner runs. */
final class AccountOperations {
  private final Identity identity;

  AccountOperations(Identity identity) {
    this.identity = identity;
  }

  Map<String, Operation> byId() {
    return Map.of(
        "account",
        this::own,
        "changeAccount",
        this::change,
        "listAccounts",
        this::list,
        "addAccount",
        this::add,
        "managedAccount",
        this::managed,
        "assumeRole",
        this::assumeRole,
        "endAssumedRole",
        this::endAssumedRole);
  }

  private Answer own(Request request) {
    return identity
        .accounts()
        .byId(request.who().accountId())
        .map(AccountOperations::tagged)
        .orElseThrow(() -> new Refusal(Problem.of(ErrorCode.NOT_SIGNED_IN)));
  }

  private Answer change(Request request) {
    Account changed =
        identity
            .accounts()
            .change(
                request.who(),
                request.expected(),
                request.optionalText("name").map(String::strip),
                request.body().getJsonObject("settings", new JsonObject()),
                request.address());
    return tagged(changed);
  }

  private static Answer tagged(Account account) {
    return Answer.ok(Json.of(account)).ofVersion(account.version());
  }

  private Answer list(Request request) {
    return Answer.page(
        identity.accounts().managedBy(request.who().accountId(), request.page()), Json::of);
  }

  private Answer add(Request request) {
    JsonObject admin = request.body().getJsonObject("admin");
    Accounts.Added added =
        identity
            .accounts()
            .add(
                request.who(),
                request.text("name").strip(),
                Region.of(request.text("region")),
                new Accounts.NewAdmin(admin.getString("name").strip(), admin.getString("email")),
                request.address());
    return Answer.created(
        new JsonObject()
            .put("account", Json.of(added.account()))
            .put("admin", Json.of(added.admin())));
  }

  private Answer managed(Request request) {
    return identity
        .accounts()
        .managed(request.who().accountId(), request.path().get("accountId"))
        .map(account -> Answer.ok(Json.of(account)))
        .orElseThrow(AccountOperations::notFound);
  }

  private Answer assumeRole(Request request) {
    return identity
        .assumedRoles()
        .assume(
            request.who(),
            request.path().get("accountId"),
            Role.of(request.text("role")),
            request.device())
        .map(AccountOperations::answer)
        .orElseThrow(AccountOperations::notFound);
  }

  private static Answer answer(AssumedRoles.Assumed assumed) {
    return Answer.ok(
        new JsonObject()
            .put("accessToken", assumed.accessToken())
            .put("expiresInSeconds", assumed.lifetime().toSeconds())
            .put("user", Json.of(assumed.user())));
  }

  private Answer endAssumedRole(Request request) {
    identity.assumedRoles().end(request.who(), request.address());
    return Answer.nothing();
  }

  static Refusal notFound() {
    return new Refusal(ErrorCode.NOT_FOUND, "There is no such account.");
  }
}
