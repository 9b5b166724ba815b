package io.plenum.node;

import static io.plenum.node.Client.cookie;
import static io.plenum.node.Client.json;
import static io.plenum.node.FirstStart.PASSWORD;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.access.Role;
import io.plenum.signaling.identity.Identities;
import io.plenum.signaling.identity.PasswordHasher;
import io.plenum.signaling.identity.PasswordRule;
import io.plenum.storage.crypto.MasterKeyFile;
import io.plenum.storage.database.Database;
import io.plenum.storage.database.DatabaseConfig;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts, people, passwords and assumed roles, over HTTP. */
class AccountsTest {
  private static final Duration SOON = Duration.ofSeconds(10);

  @TempDir Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));
  private Node node;
  private Client client;
  private String[] ada;
  private String[] pat;

  /** Ada is the customer admin of an account whose partner admin is Pat. */
  @BeforeEach
  void start() {
    startNode();
    JsonObject setUp = FirstStart.body();
    String account =
        json(client.post("/api/v1/setup", setUp))
            .getJsonObject("user")
            .getJsonObject("account")
            .getString("id");
    node.close();
    offline(
        database -> {
          SecureRandom random = new SecureRandom();
          try (PasswordHasher hasher = new PasswordHasher(random)) {
            return Identities.add(
                Identities.of(database, now::get, random, hasher),
                account,
                "Pat",
                "pat@acme.example",
                Role.PARTNER_ADMIN,
                PASSWORD);
          }
        });
    startNode();
    ada = bearer(signIn("ada@acme.example", PASSWORD));
    pat = bearer(signIn("pat@acme.example", PASSWORD));
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private void startNode() {
    Map<String, String> environment = FirstStart.environment(folder);
    node = Node.start(Configuration.read(environment), now::get);
    client = new Client(node.httpPort());
  }

  private <R> R offline(Function<Database, R> work) {
    SecureRandom random = new SecureRandom();
    Path data = folder.resolve("data");
    try (Database database =
        Database.open(
            new DatabaseConfig(
                data, MasterKeyFile.beside(data).readOrCreate(data, random), random))) {
      return work.apply(database);
    }
  }

  private HttpResponse<String> signIn(String email, String password) {
    return client.post(
        "/api/v1/sign-in", new JsonObject().put("email", email).put("password", password));
  }

  private static String[] bearer(HttpResponse<String> signedIn) {
    return bearer(json(signedIn).getString("accessToken"));
  }

  private static String[] bearer(String token) {
    return new String[] {"Authorization", "Bearer " + token};
  }

  private HttpResponse<String> put(String path, JsonObject body, String... headers) {
    return client.send("PUT", path, body.encode(), headers);
  }

  private HttpResponse<String> patch(String path, JsonObject body, String... headers) {
    return client.send("PATCH", path, body.encode(), headers);
  }

  private HttpResponse<String> delete(String path, String... headers) {
    return client.send("DELETE", path, null, headers);
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(json(answer).getString("code")).isEqualTo(code);
  }

  private JsonObject addUser(String name, String role, String... by) {
    JsonObject body =
        new JsonObject()
            .put("name", name)
            .put("email", name.toLowerCase(Locale.ROOT) + "@acme.example")
            .put("role", role);
    HttpResponse<String> answer = client.post("/api/v1/users", body, by);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return json(answer);
  }

  /** Somebody who chose their password already. */
  private String[] settled(JsonObject added) {
    String email = added.getJsonObject("user").getString("email");
    String[] first = bearer(signIn(email, added.getString("password")));
    JsonObject change =
        new JsonObject().put("current", added.getString("password")).put("new", PASSWORD);
    assertThat(put("/api/v1/me/password", change, first).statusCode()).isEqualTo(204);
    return first;
  }

  private static String id(JsonObject added) {
    return added.getJsonObject("user").getString("id");
  }

  private JsonObject addCustomer() {
    JsonObject body =
        new JsonObject()
            .put("name", "Customer")
            .put("region", "australia")
            .put("admin", new JsonObject().put("name", "Cleo").put("email", "cleo@b.example"));
    return json(client.post("/api/v1/accounts", body, pat));
  }

  private HttpResponse<String> assume(String accountId, String role, String... by) {
    return client.post(
        "/api/v1/accounts/" + accountId + "/assume-role", new JsonObject().put("role", role), by);
  }

  @Test
  @Tag("I-3c")
  void letsAGivenPasswordDoNothing_butBeChanged() {
    JsonObject added = addUser("Charles", "user", ada);
    String given = added.getString("password");
    assertThat(PasswordRule.missing(given)).isEmpty();
    HttpResponse<String> first = signIn("charles@acme.example", given);
    assertThat(json(first).getJsonObject("user").getBoolean("mustChangePassword")).isTrue();
    for (String path : List.of("/api/v1/me", "/api/v1/meetings", "/api/v1/users")) {
      assertProblem(client.get(path, bearer(first)), 403, "password-change-required");
    }
    String code =
        json(client.post("/api/v1/meetings", new JsonObject().put("name", "Weekly"), ada))
            .getString("accessCode");
    assertThat(client.visit(code, json(first).getString("accessToken")).getString("code"))
        .isEqualTo("password-change-required");

    JsonObject same = new JsonObject().put("current", given).put("new", given);
    assertProblem(put("/api/v1/me/password", same, bearer(first)), 422, "weak-password");
    JsonObject weak = new JsonObject().put("current", given).put("new", "weak");
    assertProblem(put("/api/v1/me/password", weak, bearer(first)), 422, "weak-password");
    JsonObject good = new JsonObject().put("current", given).put("new", PASSWORD);
    assertThat(put("/api/v1/me/password", good, bearer(first)).statusCode()).isEqualTo(204);
    assertThat(json(client.get("/api/v1/me", bearer(first))).getBoolean("mustChangePassword"))
        .isFalse();
    assertProblem(signIn("charles@acme.example", given), 401, "wrong-credentials");
  }

  @Test
  @Tag("I-3c")
  void letsAGivenPasswordWorkForFourteenDays() {
    String given = addUser("Charles", "user", ada).getString("password");
    now.updateAndGet(instant -> instant.plus(Duration.ofDays(14)));
    assertProblem(signIn("charles@acme.example", given), 401, "wrong-credentials");
  }

  @Test
  @Tag("I-4e")
  void endsAllOtherSignIns_whenThePasswordChanges() {
    HttpResponse<String> elsewhere = signIn("ada@acme.example", PASSWORD);
    JsonObject change = new JsonObject().put("current", PASSWORD).put("new", "Another#1843");
    assertThat(put("/api/v1/me/password", change, ada).statusCode()).isEqualTo(204);
    assertThat(client.get("/api/v1/me", ada).statusCode()).isEqualTo(200);
    assertProblem(client.get("/api/v1/me", bearer(elsewhere)), 401, "not-signed-in");
    assertProblem(
        client.post("/api/v1/refresh", null, "Cookie", cookie(elsewhere)), 401, "not-signed-in");
  }

  @Test
  @Tag("I-6a")
  void slowsDownWhoGuessesAtAPassword_withAStolenToken() {
    JsonObject wrong = new JsonObject().put("current", "Wrong#1843").put("new", "Another#1843");
    for (int i = 0; i < 5; i++) {
      assertProblem(put("/api/v1/me/password", wrong, ada), 401, "wrong-credentials");
    }
    assertProblem(put("/api/v1/me/password", wrong, ada), 429, "too-many-requests");
  }

  @Test
  @Tag("I-4e")
  void showsTheDevices_andSignsOutOfOneOrAll() {
    HttpResponse<String> phone = signIn("ada@acme.example", PASSWORD);
    var items = json(client.get("/api/v1/me/sign-ins", ada)).getJsonArray("items");
    // Set-up signed Ada in as well.
    assertThat(items).hasSize(3);
    List<String> others =
        items.stream()
            .map(JsonObject.class::cast)
            .filter(one -> !one.getBoolean("current"))
            .map(one -> one.getString("id"))
            .toList();
    for (String other : others) {
      assertThat(delete("/api/v1/me/sign-ins/" + other, ada).statusCode()).isEqualTo(204);
    }
    String other = others.getFirst();
    assertProblem(client.get("/api/v1/me", bearer(phone)), 401, "not-signed-in");
    assertProblem(delete("/api/v1/me/sign-ins/" + other, ada), 404, "not-found");
    assertProblem(delete("/api/v1/me/sign-ins/" + other, pat), 404, "not-found");
    assertThat(delete("/api/v1/me/sign-ins", ada).statusCode()).isEqualTo(204);
    assertProblem(client.get("/api/v1/me", ada), 401, "not-signed-in");
    assertThat(client.get("/api/v1/me", pat).statusCode()).isEqualTo(200);
  }

  @Test
  void endsTheOldestSignIn_whenThereAreTooMany() {
    for (int i = 0; i < 50; i++) {
      now.updateAndGet(instant -> instant.plusSeconds(1));
      assertThat(signIn("ada@acme.example", PASSWORD).statusCode()).isEqualTo(200);
    }
    assertProblem(client.get("/api/v1/me", ada), 401, "not-signed-in");
  }

  @Test
  @Tag("X-20")
  void disablesAndEnables_andEndsWhatRuns() {
    JsonObject added = addUser("Charles", "user", ada);
    String[] charles = settled(added);
    String path = "/api/v1/users/" + id(added);
    assertThat(patch(path, new JsonObject().put("disabled", true), ada).statusCode())
        .isEqualTo(200);
    assertProblem(client.get("/api/v1/me", charles), 401, "not-signed-in");
    assertProblem(signIn("charles@acme.example", PASSWORD), 401, "wrong-credentials");
    patch(path, new JsonObject().put("disabled", false), ada);
    assertThat(signIn("charles@acme.example", PASSWORD).statusCode()).isEqualTo(200);
  }

  @Test
  @Tag("I-2a")
  @Tag("X-20")
  void changesARole_atOnce_butLeavesAnAdmin() {
    JsonObject added = addUser("Charles", "user", ada);
    String[] charles = settled(added);
    assertProblem(client.get("/api/v1/users/" + id(added) + "x", charles), 404, "not-found");
    String path = "/api/v1/users/" + id(added);
    JsonObject admin = new JsonObject().put("role", "customer-admin");
    assertProblem(patch(path, admin, charles), 403, "forbidden");
    patch(path, admin, ada);
    assertThat(json(client.get("/api/v1/me", charles)).getString("role"))
        .isEqualTo("customer-admin");
    JsonObject partner = new JsonObject().put("role", "partner-admin");
    assertProblem(patch(path, partner, ada), 403, "forbidden");
    String patId = json(client.get("/api/v1/me", pat)).getString("id");
    assertProblem(client.post("/api/v1/users/" + patId + "/password", null, ada), 403, "forbidden");
  }

  @Test
  @Tag("X-20")
  void keepsSomebodyWhoMayAdministerTheAccount() {
    JsonObject customer = addCustomer();
    String[] cleo = settled(customer.getJsonObject("admin"));
    String path = "/api/v1/users/" + id(customer.getJsonObject("admin"));
    assertProblem(patch(path, new JsonObject().put("role", "user"), cleo), 409, "last-admin");
    assertProblem(patch(path, new JsonObject().put("disabled", true), cleo), 409, "last-admin");
    assertProblem(delete(path + "?meetings=delete", cleo), 409, "last-admin");
  }

  @Test
  @Tag("W-5a")
  @Tag("X-20")
  void remembersWhatSomebodyPrefers() {
    patch("/api/v1/me", new JsonObject().put("muteOnEntry", true).put("name", "Ada L."), ada);
    JsonObject me = json(client.get("/api/v1/me", ada));
    assertThat(me.getBoolean("muteOnEntry")).isTrue();
    assertThat(me.getString("name")).isEqualTo("Ada L.");
    assertProblem(patch("/api/v1/me", new JsonObject(), ada), 400, "bad-request");
  }

  @Test
  @Tag("I-1a")
  void hidesOneAccountFromAnother() {
    JsonObject charles = addUser("Charles", "user", ada);
    String[] cleo = settled(addCustomer().getJsonObject("admin"));
    String path = "/api/v1/users/" + id(charles);
    assertProblem(client.get(path, cleo), 404, "not-found");
    assertProblem(patch(path, new JsonObject().put("name", "Mine"), cleo), 404, "not-found");
    assertProblem(client.post(path + "/password", null, cleo), 404, "not-found");
    assertProblem(delete(path + "?meetings=delete", cleo), 404, "not-found");
    assertThat(json(client.get("/api/v1/users", cleo)).getJsonArray("items")).hasSize(1);
  }

  @Test
  @Tag("G-1")
  @Tag("X-20")
  void keepsTheRegionOfAnAccount_andChangesItsSettings() {
    JsonObject customer = addCustomer();
    String[] cleo = settled(customer.getJsonObject("admin"));
    HttpResponse<String> read = client.get("/api/v1/account", cleo);
    assertThat(json(read).getString("region")).isEqualTo("australia");
    String tag = read.headers().firstValue("ETag").orElseThrow();
    JsonObject change =
        new JsonObject().put("settings", new JsonObject().put("chatEditing", false));
    assertProblem(patch("/api/v1/account", change, cleo), 428, "version-required");
    String[] withTag = {cleo[0], cleo[1], "If-Match", tag};
    JsonObject changed = json(patch("/api/v1/account", change, withTag));
    assertThat(changed.getJsonObject("settings").getBoolean("chatEditing")).isFalse();
    assertThat(changed.getJsonObject("settings").getInteger("chatKeptDays")).isZero();
    assertProblem(patch("/api/v1/account", change, withTag), 412, "changed-meanwhile");
  }

  @Test
  @Tag("I-2b")
  @Tag("X-22")
  void letsAPartnerActInACustomersAccount_underBothIdentities() {
    String customer = addCustomer().getJsonObject("account").getString("id");
    HttpResponse<String> assumed = assume(customer, "customer-admin", pat);
    String token = json(assumed).getString("accessToken");
    JsonObject claims =
        new JsonObject(new String(Base64.getUrlDecoder().decode(token.split("\\.", 3)[1]), UTF_8));
    assertThat(claims.getJsonObject("act").getString("sub"))
        .isEqualTo(json(client.get("/api/v1/me", pat)).getString("id"));
    String[] acting = bearer(token);
    JsonObject me = json(client.get("/api/v1/me", acting));
    assertThat(me.getString("name")).isEqualTo("Pat (Acme)");
    assertThat(me.getJsonObject("account").getString("id")).isEqualTo(customer);
    assertThat(json(client.get("/api/v1/users", acting)).getJsonArray("items")).hasSize(1);
    addUser("Dora", "user", acting);
    // Never one role on top of another.
    assertProblem(assume(customer, "user", acting), 403, "forbidden");
    assertThat(client.post("/api/v1/assumed-role/end", null, acting).statusCode()).isEqualTo(204);
    assertProblem(client.get("/api/v1/me", acting), 401, "not-signed-in");
    assertThat(client.get("/api/v1/me", pat).statusCode()).isEqualTo(200);
  }

  @Test
  @Tag("I-2b")
  void writesBothIdentities_ofWhatAPartnerDoes_intoTheCustomersLog() {
    JsonObject customer = addCustomer();
    String[] cleo = settled(customer.getJsonObject("admin"));
    String patId = json(client.get("/api/v1/me", pat)).getString("id");
    String account = customer.getJsonObject("account").getString("id");
    String[] acting = bearer(assume(account, "customer-admin", pat));
    String actingId = json(client.get("/api/v1/me", acting)).getString("id");
    addUser("Dora", "user", acting);
    client.post("/api/v1/assumed-role/end", null, acting);

    for (String kind : List.of("role-assumed", "user-added", "role-given-back")) {
      JsonObject entry =
          json(client.get("/api/v1/audit?limit=1&kind=" + kind, cleo))
              .getJsonArray("items")
              .getJsonObject(0);
      assertThat(entry.getString("actor")).as(kind).isEqualTo(actingId);
      assertThat(entry.getString("assumedBy")).as(kind).isEqualTo(patId);
    }
  }

  @Test
  @Tag("X-22")
  void letsNobodyElseAssumeARole_norInAnAccountThatIsNotManaged() {
    JsonObject added = addCustomer();
    String customer = added.getJsonObject("account").getString("id");
    String own = json(client.get("/api/v1/account", ada)).getString("id");
    assertProblem(assume(customer, "user", ada), 403, "forbidden");
    assertProblem(assume(own, "user", pat), 404, "not-found");
    assertProblem(assume("0".repeat(32), "user", pat), 404, "not-found");
    assertProblem(assume(customer, "partner-admin", pat), 400, "bad-request");
    assertProblem(client.post("/api/v1/assumed-role/end", null, ada), 409, "conflict");
  }

  @Test
  @Tag("I-2b")
  void endsAnAssumedRole_withItsHour_orWithTheSignInThatItCameFrom() {
    String customer = addCustomer().getJsonObject("account").getString("id");
    String[] short1 = bearer(assume(customer, "user", pat));
    String[] other = bearer(signIn("pat@acme.example", PASSWORD));
    String[] short2 = bearer(assume(customer, "user", other));
    delete("/api/v1/me/sign-ins", pat);
    assertProblem(client.get("/api/v1/me", short1), 401, "not-signed-in");
    assertProblem(client.get("/api/v1/me", short2), 401, "not-signed-in");
    HttpResponse<String> again = signIn("pat@acme.example", PASSWORD);
    String[] last = bearer(assume(customer, "user", bearer(again)));
    now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(59)));
    assertThat(client.get("/api/v1/me", last).statusCode()).isEqualTo(200);
    now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(1)));
    assertProblem(client.get("/api/v1/me", last), 401, "not-signed-in");
  }

  @Test
  @Tag("I-1e")
  void asksWhatBecomesOfTheMeetings_whenAUserIsRemoved() {
    JsonObject added = addUser("Charles", "user", ada);
    String[] charles = settled(added);
    JsonObject weekly = new JsonObject().put("name", "Weekly");
    String meeting = json(client.post("/api/v1/meetings", weekly, charles)).getString("id");
    String path = "/api/v1/users/" + id(added);
    assertProblem(delete(path, ada), 400, "bad-request");
    String adaId = json(client.get("/api/v1/me", ada)).getString("id");
    assertProblem(delete(path + "?meetings=hand-over:" + id(added), ada), 409, "conflict");
    assertProblem(delete(path + "?meetings=hand-over:" + "0".repeat(32), ada), 409, "conflict");
    assertThat(delete(path + "?meetings=hand-over:" + adaId, ada).statusCode()).isEqualTo(204);
    assertProblem(client.get("/api/v1/me", charles), 401, "not-signed-in");
    assertProblem(client.get(path, ada), 404, "not-found");
    assertThat(
            json(client.get("/api/v1/meetings/" + meeting, ada))
                .getJsonObject("organizer")
                .getString("name"))
        .isEqualTo("Ada");
    // The address is free again.
    addUser("Charles", "user", ada);
  }

  @Test
  @Tag("I-1d")
  void endsAnAccount_withItsPeopleAndMeetings() {
    JsonObject customer = addCustomer();
    String accountId = customer.getJsonObject("account").getString("id");
    String[] cleo = settled(customer.getJsonObject("admin"));
    String code =
        json(client.post("/api/v1/meetings", new JsonObject().put("name", "Weekly"), cleo))
            .getString("accessCode");
    assertProblem(delete("/api/v1/accounts/" + accountId, ada), 403, "forbidden");
    assertThat(delete("/api/v1/accounts/" + accountId, pat).statusCode()).isEqualTo(204);
    assertProblem(client.get("/api/v1/me", cleo), 401, "not-signed-in");
    assertProblem(signIn("cleo@b.example", PASSWORD), 401, "wrong-credentials");
    assertProblem(client.get("/api/v1/accounts/" + accountId, pat), 404, "not-found");
    awaitRemoved(code);
  }

  private void awaitRemoved(String code) {
    Instant end = Instant.now().plus(SOON);
    while (client.get("/api/v1/join/" + code).statusCode() != 404) {
      assertThat(Instant.now()).as("the meeting is still there").isBefore(end);
      Thread.onSpinWait();
    }
  }

  @Test
  void tellsNobodyWhoHasAnAccount() {
    HttpResponse<String> known = signIn("ada@acme.example", "Wrong#1843");
    HttpResponse<String> unknown = signIn("nobody@acme.example", "Wrong#1843");
    assertThat(known.statusCode()).isEqualTo(unknown.statusCode());
    assertThat(known.body()).isEqualTo(unknown.body());
  }

  @Test
  @Tag("I-8c")
  void tellsPeopleWhatIsHeldOfThem_andAdmins() {
    JsonObject added = addUser("Charles", "user", ada);
    String[] charles = settled(added);
    client.post("/api/v1/meetings", new JsonObject().put("name", "Weekly"), charles);
    String path = "/api/v1/users/" + id(added) + "/data";
    JsonObject held = json(client.get(path, charles));
    assertThat(held.getJsonObject("user").getString("email")).isEqualTo("charles@acme.example");
    assertThat(held.getJsonArray("meetings")).hasSize(1);
    assertThat(held.getJsonArray("signIns")).hasSize(1);
    assertThat(json(client.get(path + "/messages", charles)).getJsonArray("items")).isEmpty();
    assertThat(client.get(path, ada).statusCode()).isEqualTo(200);
    String adaId = json(client.get("/api/v1/me", ada)).getString("id");
    assertProblem(client.get("/api/v1/users/" + adaId + "/data", charles), 404, "not-found");
    String[] cleo = settled(addCustomer().getJsonObject("admin"));
    assertProblem(client.get(path, cleo), 404, "not-found");
  }
}
