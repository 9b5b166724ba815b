package io.plenum.node;

import static io.plenum.node.Client.cookie;
import static io.plenum.node.Client.json;
import static io.plenum.node.FirstStart.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.access.AccessMatrix;
import io.plenum.signaling.access.Condition;
import io.plenum.signaling.access.Right;
import io.plenum.signaling.access.Role;
import io.plenum.signaling.access.Row;
import io.plenum.signaling.access.Scope;
import io.plenum.signaling.api.AnswerSchemas;
import io.plenum.signaling.api.AnswerSchemas.Operation;
import io.plenum.signaling.identity.Identities;
import io.plenum.signaling.identity.Identity;
import io.plenum.signaling.identity.PasswordHasher;
import io.plenum.storage.crypto.MasterKeyFile;
import io.plenum.storage.database.Database;
import io.plenum.storage.database.DatabaseConfig;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation of openapi.yaml by every role, over HTTP, against the access matrix. */
@Tag("I-2a")
@Tag("X-3")
@Tag("X-5")
@Tag("X-7")
@Tag("X-9")
@Tag("X-11")
@Tag("X-12")
@Tag("X-15")
@Tag("X-18")
@Tag("X-20")
@Tag("X-21")
@Tag("X-22")
class RestMatrixTest {

  /** What is sent to each operation, and what answers when the caller may. */
  private static final Map<String, Sample> SAMPLES =
      Map.ofEntries(
          Map.entry("status", new Sample(null, 200)),
          Map.entry("setUp", new Sample(setUpBody(), 409)),
          Map.entry("signIn", new Sample(credentials(Role.USER), 200)),
          Map.entry("refresh", new Sample(null, 200)),
          Map.entry("signOut", new Sample(null, 204)),
          Map.entry("me", new Sample(null, 200)),
          Map.entry("listUsers", new Sample(null, 200)),
          Map.entry("addUser", new Sample(newUser(), 201)),
          Map.entry("user", new Sample(null, 200)),
          Map.entry("changeUser", new Sample(new JsonObject().put("name", "Renamed"), 200)),
          Map.entry("resetPassword", new Sample(null, 200)),
          Map.entry("exportUser", new Sample(null, 200)),
          Map.entry("exportMessages", new Sample(null, 200)),
          Map.entry("removeUser", new Sample(null, 204, "?meetings=delete")),
          Map.entry("endAccount", new Sample(null, 204)),
          Map.entry("changeMe", new Sample(new JsonObject().put("muteOnEntry", true), 200)),
          Map.entry("changePassword", new Sample(passwords(), 401)),
          Map.entry("listSignIns", new Sample(null, 200)),
          Map.entry("signOutEverywhere", new Sample(null, 204)),
          Map.entry("endSignIn", new Sample(null, 404)),
          Map.entry("account", new Sample(null, 200)),
          Map.entry("changeAccount", new Sample(new JsonObject().put("name", "Acme"), 200)),
          Map.entry("listAccounts", new Sample(null, 200)),
          Map.entry("addAccount", new Sample(newAccount(), 201)),
          Map.entry("managedAccount", new Sample(null, 200)),
          Map.entry("assumeRole", new Sample(new JsonObject().put("role", "user"), 200)),
          Map.entry("endAssumedRole", new Sample(null, 409)),
          Map.entry("listMeetings", new Sample(null, 200)),
          Map.entry("createMeeting", new Sample(new JsonObject().put("name", "Weekly"), 201)),
          Map.entry("meeting", new Sample(null, 200)),
          Map.entry("token", new Sample(null, 400)),
          Map.entry("revoke", new Sample(null, 400)),
          Map.entry("listClients", new Sample(null, 200)),
          Map.entry("createClient", new Sample(newClient(), 200)),
          Map.entry("deleteClient", new Sample(null, 404)),
          Map.entry("replaceClientSecret", new Sample(null, 404)),
          Map.entry("beginSignOn", new Sample(new JsonObject().put("email", "a@b.example"), 200)),
          Map.entry("signOnCallback", new Sample(null, 303)),
          Map.entry("signOnProvider", new Sample(null, 404)),
          Map.entry("putSignOnProvider", new Sample(unreachableProvider(), 422)),
          Map.entry("deleteSignOnProvider", new Sample(null, 404)),
          Map.entry("listSignOnDomains", new Sample(null, 200)),
          Map.entry(
              "claimSignOnDomain", new Sample(new JsonObject().put("domain", "acme.example"), 200)),
          Map.entry("proveSignOnDomain", new Sample(null, 404)),
          Map.entry("deleteSignOnDomain", new Sample(null, 404)),
          Map.entry("listMessages", new Sample(null, 200)),
          Map.entry("postMessage", new Sample(new JsonObject().put("text", "hello"), 201)),
          Map.entry("editMessage", new Sample(new JsonObject().put("text", "hello!"), 200)),
          Map.entry("deleteMessage", new Sample(null, 204)),
          Map.entry("followSpace", new Sample(null, 200)),
          Map.entry("listSessions", new Sample(null, 200)),
          Map.entry("changeMeeting", new Sample(new JsonObject().put("name", "Daily"), 200)),
          Map.entry("deleteMeeting", new Sample(null, 204)),
          Map.entry("hideMeeting", new Sample(null, 204)),
          Map.entry("unhideMeeting", new Sample(null, 204)),
          Map.entry("searchMeetings", new Sample(null, 200, "?text=week")),
          Map.entry("similarNames", new Sample(null, 200, "?name=Weekly")),
          Map.entry(
              "calendar",
              new Sample(null, 200, "?from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00Z")),
          Map.entry("calendarFeed", new Sample(null, 200)),
          Map.entry("renewCalendarFeed", new Sample(null, 201)),
          Map.entry("endCalendarFeed", new Sample(null, 204)),
          Map.entry("listInvites", new Sample(null, 200)),
          Map.entry("invite", new Sample(invitation(), 201)),
          Map.entry("removeInvite", new Sample(null, 204)),
          Map.entry("lookUpCode", new Sample(null, 200)),
          Map.entry("listStreamKeys", new Sample(null, 200)),
          Map.entry("makeStreamKey", new Sample(newStreamKey(), 201)),
          Map.entry("endStreamKey", new Sample(null, 404)),
          // Open to whoever has a stream key, and to nobody by any other token.
          Map.entry("publish", new Sample(newStreamKey(), 401)),
          Map.entry("tricklePublisher", new Sample(newStreamKey(), 404)),
          Map.entry("endPublisher", new Sample(null, 404)),
          Map.entry("watch", new Sample(newStreamKey(), 401)),
          Map.entry("trickleViewer", new Sample(newStreamKey(), 404)),
          Map.entry("endViewer", new Sample(null, 404)),
          Map.entry("listAudit", new Sample(null, 200)),
          Map.entry("exportAudit", new Sample(null, 200)),
          Map.entry("verifyAudit", new Sample(null, 200)),
          // Nobody is in the meeting's live session.
          Map.entry("takeTrace", new Sample(null, 409)),
          Map.entry("listFiles", new Sample(null, 200)),
          Map.entry("addFile", new Sample(new JsonObject().put("any", "content"), 201)),
          Map.entry("file", new Sample(null, 200)),
          Map.entry("fileContent", new Sample(null, 200)),
          Map.entry("deleteFile", new Sample(null, 204)),
          Map.entry("listWebhooks", new Sample(null, 200)),
          Map.entry("addWebhook", new Sample(newWebhook(), 201)),
          Map.entry("webhook", new Sample(null, 200)),
          Map.entry("changeWebhook", new Sample(new JsonObject().put("enabled", true), 200)),
          Map.entry("deleteWebhook", new Sample(null, 204)),
          Map.entry("rotateWebhookSecret", new Sample(null, 200)),
          Map.entry("listDeliveries", new Sample(null, 200)),
          // Nothing was delivered.
          Map.entry("redeliver", new Sample(null, 404)));

  private static final Set<String> IF_MATCH =
      Set.of("changeWebhook", "changeAccount", "changeMeeting");

  private static final String STREAM = "followSpace";

  private record Sample(JsonObject body, int status, String query) {
    Sample(JsonObject body, int status) {
      this(body, status, "");
    }
  }

  @TempDir static Path folder;
  private static final Map<Role, String> TOKENS = new EnumMap<>(Role.class);
  private static final Map<Scope, String> MACHINES = new EnumMap<>(Scope.class);
  private static Node node;
  private static Client client;
  private static JsonObject meeting;
  private static String ownId;
  private static String otherId;
  private static String customerId;
  private static LiveSeat user;
  private static LiveSeat guest;
  private static int added;

  @BeforeAll
  static void start() {
    node = startNode();
    client = new Client(node.httpPort());
    String account =
        json(client.post("/api/v1/setup", setUpBody()))
            .getJsonObject("user")
            .getJsonObject("account")
            .getString("id");
    node.close();
    addUsers(account);
    node = startNode();
    client = new Client(node.httpPort());
    for (Role role : List.of(Role.PARTNER_ADMIN, Role.CUSTOMER_ADMIN, Role.USER)) {
      TOKENS.put(role, json(signIn(role)).getString("accessToken"));
    }
    ownId = json(client.get("/api/v1/me", bearer(Role.USER))).getString("id");
    JsonObject other = newUser().put("email", "other@acme.example");
    otherId =
        json(client.post("/api/v1/users", other, bearer(Role.CUSTOMER_ADMIN)))
            .getJsonObject("user")
            .getString("id");
    customerId = addCustomer();
    meeting = newMeeting(Role.USER);
    user = LiveSeat.user(client, meeting.getString("accessCode"), TOKENS.get(Role.USER));
    guest = LiveSeat.admittedGuest(client, meeting.getString("accessCode"), "Gus", user);
  }

  private static JsonObject newMeeting(Role organizer) {
    return json(
        client.post("/api/v1/meetings", new JsonObject().put("name", "Weekly"), bearer(organizer)));
  }

  private static JsonObject invitation() {
    JsonObject charles = new JsonObject().put("email", "charles@example.test");
    return new JsonObject().put("invite", new JsonArray().add(charles));
  }

  private static String newInvite(JsonObject to, Role by) {
    String path = "/api/v1/meetings/" + to.getString("id") + "/invites";
    return json(client.post(path, invitation(), bearer(by)))
        .getJsonArray("items")
        .getJsonObject(0)
        .getString("id");
  }

  @AfterAll
  static void stop() {
    guest.close();
    user.close();
    node.close();
  }

  private static Node startNode() {
    // One person tries everything here, faster than one person may.
    Map<String, String> environment =
        FirstStart.environment(folder, "PLENUM_HTTP_REQUESTS_PER_MINUTE", "1000000");
    return Node.start(Configuration.read(environment));
  }

  /** No operation makes a partner admin, so the users are written while nothing runs. */
  private static void addUsers(String account) {
    SecureRandom random = new SecureRandom();
    Path data = folder.resolve("data");
    Vertx vertx = Vertx.vertx();
    try (Database database =
            Database.open(
                new DatabaseConfig(
                    data, MasterKeyFile.beside(data).readOrCreate(data, random), random));
        PasswordHasher hasher = new PasswordHasher(random)) {
      Identity identity = Identities.of(database, InstantSource.system(), random, hasher);
      for (Role role : List.of(Role.PARTNER_ADMIN, Role.CUSTOMER_ADMIN, Role.USER)) {
        Identities.add(identity, account, role.text(), email(role), role, PASSWORD);
        Identities.add(identity, account, "Leaver", "leaver-" + email(role), role, PASSWORD);
      }
    } finally {
      vertx.close().await();
    }
  }

  private static String email(Role role) {
    return role.text() + "@acme.example";
  }

  private static JsonObject credentials(Role role) {
    return new JsonObject().put("email", email(role)).put("password", PASSWORD);
  }

  private static HttpResponse<String> signIn(Role role) {
    return client.post("/api/v1/sign-in", credentials(role));
  }

  private static JsonObject setUpBody() {
    return FirstStart.body();
  }

  private static JsonObject newUser() {
    return new JsonObject().put("name", "New").put("role", "user");
  }

  private static JsonObject newAccount() {
    return new JsonObject().put("name", "Customer").put("region", "europe");
  }

  /** Wrong ones, so that nobody's password changes. */
  private static JsonObject passwords() {
    return new JsonObject().put("current", "Wrong#1843").put("new", "Another#1843");
  }

  private static JsonObject newStreamKey() {
    return new JsonObject().put("scope", "publish").put("name", "Stage camera");
  }

  private static JsonObject newWebhook() {
    return new JsonObject()
        .put("url", "https://hooks.example.org/plenum")
        .put("events", new JsonArray().add("meeting.deleted"));
  }

  /** The id in the operation's path: of a webhook that is there, or of the meeting. */
  private static String idFor(Operation operation) {
    if (!operation.path().startsWith("/api/v1/webhooks/{id}")) {
      return meeting.getString("id");
    }
    String[] admin = bearer(Role.CUSTOMER_ADMIN);
    String path = "/api/v1/webhooks";
    JsonArray all = json(client.get(path, admin)).getJsonArray("items");
    return all.isEmpty()
        ? json(client.post(path, newWebhook(), admin)).getString("id")
        : all.getJsonObject(0).getString("id");
  }

  /** A user who asks is shown only themselves; who is removed is nobody that the others need. */
  private static String userIdFor(Operation operation, Role role) {
    if (!operation.id().equals("removeUser")) {
      return role == Role.USER ? ownId : otherId;
    }
    JsonObject one = newUser().put("email", "gone" + ++added + "@acme.example");
    return json(client.post("/api/v1/users", one, bearer(Role.CUSTOMER_ADMIN)))
        .getJsonObject("user")
        .getString("id");
  }

  private static String accountIdFor(Operation operation) {
    return operation.id().equals("endAccount") ? addCustomer() : customerId;
  }

  private static String addCustomer() {
    JsonObject customer =
        newAccount()
            .put(
                "admin",
                new JsonObject().put("name", "Cleo").put("email", "cleo" + ++added + "@b.example"));
    return json(client.post("/api/v1/accounts", customer, bearer(Role.PARTNER_ADMIN)))
        .getJsonObject("account")
        .getString("id");
  }

  private static JsonObject newClient() {
    return new JsonObject().put("name", "Script").put("scopes", new JsonArray().add("users:read"));
  }

  /** On loopback, where no account's provider may be. */
  private static JsonObject unreachableProvider() {
    return new JsonObject()
        .put("name", "Acme")
        .put("issuer", "https://127.0.0.1")
        .put("clientId", "plenum");
  }

  private static String[] bearer(Role role) {
    String token = TOKENS.get(role);
    return token == null ? new String[0] : new String[] {"Authorization", "Bearer " + token};
  }

  /** Signing out everywhere must not end the sign-in that the other operations use. */
  private static String[] bearer(Operation operation, Role role) {
    if (!operation.id().equals("signOutEverywhere") || role == Role.GUEST) {
      return bearer(role);
    }
    JsonObject leaver = credentials(role).put("email", "leaver-" + email(role));
    HttpResponse<String> signedIn = client.post("/api/v1/sign-in", leaver);
    return new String[] {"Authorization", "Bearer " + json(signedIn).getString("accessToken")};
  }

  private static Stream<Arguments> everyOperationByEveryRole() {
    return AnswerSchemas.operations().stream()
        .filter(operation -> !operation.id().equals(STREAM))
        .flatMap(operation -> Stream.of(Role.values()).map(role -> Arguments.of(operation, role)));
  }

  /** Its answer does not end, so it is asked for its status only. */
  @ParameterizedTest
  @EnumSource(Role.class)
  void streamOfEventsObeysTheAccessMatrix(Role role) {
    Operation follow =
        AnswerSchemas.operations().stream()
            .filter(operation -> operation.id().equals(STREAM))
            .findFirst()
            .orElseThrow();
    String path = follow.path().replace("{id}", meeting.getString("id"));
    boolean allowed = AccessMatrix.allows(role, follow.row(), follow.right());
    assertThat(client.open(path, bearer(follow, role))).isEqualTo(allowed ? 200 : 401);
  }

  @ParameterizedTest
  @MethodSource("everyOperationByEveryRole")
  void obeysTheAccessMatrix(Operation operation, Role role) {
    HttpResponse<String> answer = send(operation, role);
    boolean needsSeat =
        AccessMatrix.condition(role, operation.row(), operation.right())
            .filter(Condition.IN_SESSION::equals)
            .isPresent();
    boolean seated = operation.row() == Row.FILES;
    if (AccessMatrix.allows(role, operation.row(), operation.right()) && (!needsSeat || seated)) {
      assertThat(answer.statusCode()).isEqualTo(SAMPLES.get(operation.id()).status());
    } else {
      boolean guest = role == Role.GUEST;
      assertThat(answer.statusCode()).isEqualTo(guest ? 401 : 403);
      assertThat(json(answer).getString("code")).isEqualTo(guest ? "not-signed-in" : "forbidden");
    }
  }

  /** But what asks nobody who they are. */
  private static Stream<Arguments> everyOperationByEveryScope() {
    return AnswerSchemas.operations().stream()
        .filter(operation -> operation.row() != Row.ENTRANCE && !operation.id().equals(STREAM))
        .flatMap(
            operation -> Stream.of(Scope.values()).map(scope -> Arguments.of(operation, scope)));
  }

  @ParameterizedTest
  @Tag("I-5")
  @MethodSource("everyOperationByEveryScope")
  void obeysTheScopes_ofAMachine(Operation operation, Scope scope) {
    HttpResponse<String> answer = send(operation, Role.CUSTOMER_ADMIN, machine(scope));
    boolean reaches =
        scope.covers(operation.row(), operation.right())
            && AccessMatrix.allows(Role.CUSTOMER_ADMIN, operation.row(), operation.right());
    assertThat(answer.statusCode()).isEqualTo(reaches ? SAMPLES.get(operation.id()).status() : 403);
  }

  @ParameterizedTest
  @Tag("I-5")
  @EnumSource(Scope.class)
  void reachesNoMachineClient_norSignOn_byAnyScope(Scope scope) {
    for (Right right : Right.values()) {
      assertThat(scope.covers(Row.SIGN_ON, right)).isFalse();
      assertThat(scope.covers(Row.ASSUME_ROLE, right)).isFalse();
    }
  }

  /** The token of a machine client of the customer admin's with one scope. */
  private static String[] machine(Scope scope) {
    String token = MACHINES.computeIfAbsent(scope, RestMatrixTest::newMachineToken);
    return new String[] {"Authorization", "Bearer " + token};
  }

  private static String newMachineToken(Scope scope) {
    JsonObject body =
        new JsonObject().put("name", scope.text()).put("scopes", new JsonArray().add(scope.text()));
    JsonObject made = json(client.post("/api/v1/clients", body, bearer(Role.CUSTOMER_ADMIN)));
    return client.machineToken(made.getString("id"), made.getString("secret"));
  }

  private static HttpResponse<String> send(Operation operation, Role role) {
    return send(operation, role, caller(operation, role));
  }

  private static HttpResponse<String> send(Operation operation, Role role, String[] bearer) {
    // What asks for the organizer, or for what is one's own, gets it.
    boolean own =
        role != Role.GUEST
            && operation.row() != Row.FILES
            && operation.path().contains("/meetings/{id}");
    JsonObject asked = own ? newMeeting(role) : meeting;
    String invite =
        own && operation.path().contains("{invite}") ? newInvite(asked, role) : "nobody";
    String path =
        operation
                .path()
                .replace("/meetings/{id}", "/meetings/" + asked.getString("id"))
                .replace("{invite}", invite)
                .replace("{message}", ownMessage(operation, role, asked))
                .replace("{id}", idFor(operation))
                .replace("{file}", operation.path().contains("{file}") ? addFile(asked, role) : "")
                .replace("{client}", "none")
                .replace("{key}", "none")
                .replace("{stream}", "none")
                .replace("{domain}", "none.example")
                .replace("{delivery}", "0".repeat(32))
                .replace("{code}", asked.getString("accessCode"))
                .replace("{userId}", userIdFor(operation, role))
                .replace("{accountId}", accountIdFor(operation))
                .replace("{signInId}", "none")
            + (operation.id().equals("addFile") ? "?name=any.json" : "")
            + SAMPLES.get(operation.id()).query();
    JsonObject body = SAMPLES.get(operation.id()).body();
    JsonObject fresh =
        new JsonObject().put("name", "New").put("email", "new" + ++added + "@acme.example");
    switch (operation.id()) {
      case "addUser" -> body = body.copy().mergeIn(fresh);
      case "addAccount" -> body = body.copy().put("admin", fresh);
      default -> {}
    }
    List<String> headers = new ArrayList<>(List.of(bearer));
    if (operation.id().equals("refresh") || operation.id().equals("signOut")) {
      headers.addAll(List.of("Cookie", cookie(signIn(Role.USER))));
    }
    if (IF_MATCH.contains(operation.id())) {
      headers.addAll(List.of("If-Match", "*"));
    }
    return client.send(
        operation.method(),
        path,
        body == null ? null : body.encode(),
        headers.toArray(String[]::new));
  }

  /** A guest is nobody, but to the files of a meeting somebody in its live session. */
  private static String[] caller(Operation operation, Role role) {
    return operation.row() == Row.FILES && role == Role.GUEST
        ? new String[] {"Authorization", "Seat " + guest.token()}
        : bearer(operation, role);
  }

  /** A file of the caller's own; returns its id. */
  private static String addFile(JsonObject to, Role role) {
    String[] headers =
        role == Role.GUEST ? new String[] {"Authorization", "Seat " + guest.token()} : bearer(role);
    String path = "/api/v1/meetings/" + to.getString("id") + "/files?name=own";
    return json(client.post(path, new JsonObject(), headers)).getString("id");
  }

  /** A message that this role may change, if it is about one. */
  private static String ownMessage(Operation operation, Role role, JsonObject meeting) {
    if (role == Role.GUEST || !operation.path().endsWith("/{message}")) {
      return "1";
    }
    String path = "/api/v1/meetings/" + meeting.getString("id") + "/messages";
    JsonObject text = new JsonObject().put("text", "mine");
    return json(client.post(path, text, bearer(operation, role))).getLong("id").toString();
  }

  @Test
  void asksForEveryOperation_ofTheContract() {
    assertThat(SAMPLES.keySet())
        .containsExactlyInAnyOrderElementsOf(
            AnswerSchemas.operations().stream().map(Operation::id).toList());
  }

  @Test
  void showsAUserOnlyThemselves_andAnAdminEverybody() {
    assertThat(json(client.get("/api/v1/users", bearer(Role.USER))).getJsonArray("items"))
        .hasSize(1);
    assertThat(json(client.get("/api/v1/users", bearer(Role.CUSTOMER_ADMIN))).getJsonArray("items"))
        .hasSizeGreaterThanOrEqualTo(4);
  }
}
