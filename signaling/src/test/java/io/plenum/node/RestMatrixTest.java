package io.plenum.node;

import static io.plenum.node.Client.cookie;
import static io.plenum.node.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.access.AccessMatrix;
import io.plenum.signaling.access.Condition;
import io.plenum.signaling.access.Role;
import io.plenum.signaling.api.AnswerSchemas;
import io.plenum.signaling.api.AnswerSchemas.Operation;
import io.plenum.signaling.audit.Actor;
import io.plenum.signaling.audit.AuditLog;
import io.plenum.signaling.identity.Identity;
import io.plenum.signaling.identity.NewUser;
import io.plenum.signaling.identity.PasswordHasher;
import io.plenum.signaling.identity.token.AccessTokens;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation of openapi.yaml by every role, over HTTP, against the access matrix. */
@Tag("X-20")
class RestMatrixTest {
  private static final String TOKEN = "a-set-up-token-for-tests";
  private static final String PASSWORD = "Engine#1843";

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
          Map.entry("listMeetings", new Sample(null, 200)),
          Map.entry("createMeeting", new Sample(new JsonObject().put("name", "Weekly"), 201)),
          Map.entry("meeting", new Sample(null, 200)),
          Map.entry("listMessages", new Sample(null, 200)),
          Map.entry("postMessage", new Sample(new JsonObject().put("text", "hello"), 201)),
          Map.entry("editMessage", new Sample(new JsonObject().put("text", "hello!"), 200)),
          Map.entry("deleteMessage", new Sample(null, 204)),
          Map.entry("followSpace", new Sample(null, 200)),
          Map.entry("listSessions", new Sample(null, 200)),
          Map.entry("lookUpCode", new Sample(null, 200)),
          Map.entry("listWebhooks", new Sample(null, 200)),
          Map.entry("addWebhook", new Sample(newWebhook(), 201)),
          Map.entry("webhook", new Sample(null, 200)),
          Map.entry("changeWebhook", new Sample(new JsonObject().put("enabled", true), 200)),
          Map.entry("deleteWebhook", new Sample(null, 204)),
          Map.entry("rotateWebhookSecret", new Sample(null, 200)),
          Map.entry("listDeliveries", new Sample(null, 200)),
          // Nothing was delivered.
          Map.entry("redeliver", new Sample(null, 404)));

  private record Sample(JsonObject body, int status) {}

  @TempDir static Path folder;
  private static final Map<Role, String> TOKENS = new EnumMap<>(Role.class);
  private static Node node;
  private static Client client;
  private static JsonObject meeting;
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
    meeting =
        json(
            client.post(
                "/api/v1/meetings", new JsonObject().put("name", "Weekly"), bearer(Role.USER)));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static Node startNode() {
    return Node.start(
        Configuration.read(
            Map.of(
                "PLENUM_DATA_DIR",
                folder.resolve("data").toString(),
                "PLENUM_HTTP_PORT",
                "0",
                "PLENUM_MEDIA_PORT",
                "0",
                "PLENUM_SETUP_TOKEN",
                TOKEN)));
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
      AuditLog audit = new AuditLog(InstantSource.system(), random, "test");
      Identity identity =
          new Identity(
              AccessTokens.of(database, InstantSource.system()),
              database,
              InstantSource.system(),
              random,
              hasher,
              audit);
      for (Role role : List.of(Role.PARTNER_ADMIN, Role.CUSTOMER_ADMIN, Role.USER)) {
        identity.addUser(
            Actor.SERVER, account, "Acme", new NewUser(role.text(), email(role), PASSWORD, role));
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
    return new JsonObject()
        .put("token", TOKEN)
        .put("account", "Acme")
        .put("name", "Ada")
        .put("email", "ada@acme.example")
        .put("password", PASSWORD);
  }

  private static JsonObject newUser() {
    return new JsonObject().put("name", "New").put("password", PASSWORD).put("role", "user");
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

  private static String[] bearer(Role role) {
    String token = TOKENS.get(role);
    return token == null ? new String[0] : new String[] {"Authorization", "Bearer " + token};
  }

  private static Stream<Arguments> everyOperationByEveryRole() {
    return AnswerSchemas.operations().stream()
        .flatMap(operation -> Stream.of(Role.values()).map(role -> Arguments.of(operation, role)));
  }

  @ParameterizedTest
  @MethodSource("everyOperationByEveryRole")
  void obeysTheAccessMatrix(Operation operation, Role role) {
    HttpResponse<String> answer = send(operation, role);
    boolean needsSeat =
        AccessMatrix.condition(role, operation.row(), operation.right())
            .filter(Condition.IN_SESSION::equals)
            .isPresent();
    if (AccessMatrix.allows(role, operation.row(), operation.right()) && !needsSeat) {
      assertThat(answer.statusCode()).isEqualTo(SAMPLES.get(operation.id()).status());
    } else {
      boolean guest = role == Role.GUEST;
      assertThat(answer.statusCode()).isEqualTo(guest ? 401 : 403);
      assertThat(json(answer).getString("code")).isEqualTo(guest ? "not-signed-in" : "forbidden");
    }
  }

  private static HttpResponse<String> send(Operation operation, Role role) {
    String path =
        operation
            .path()
            .replace("{id}", idFor(operation))
            .replace("{delivery}", "0".repeat(32))
            .replace("{code}", meeting.getString("accessCode"))
            .replace("{message}", ownMessage(operation, role));
    JsonObject body = SAMPLES.get(operation.id()).body();
    if (operation.id().equals("addUser")) {
      body = body.copy().put("email", "new" + ++added + "@acme.example");
    }
    List<String> headers = new ArrayList<>(List.of(bearer(role)));
    if (operation.id().equals("refresh") || operation.id().equals("signOut")) {
      headers.addAll(List.of("Cookie", cookie(signIn(Role.USER))));
    }
    if (operation.id().equals("changeWebhook")) {
      headers.addAll(List.of("If-Match", "*"));
    }
    return operation.id().equals("followSpace")
        ? client.open(path, bearer(role))
        : client.send(
            operation.method(),
            path,
            body == null ? null : body.encode(),
            headers.toArray(String[]::new));
  }

  /** A message that this role may change, if it is about one. */
  private static String ownMessage(Operation operation, Role role) {
    if (role == Role.GUEST || !operation.path().endsWith("/{message}")) {
      return "1";
    }
    String path = "/api/v1/meetings/" + meeting.getString("id") + "/messages";
    JsonObject text = new JsonObject().put("text", "mine");
    return json(client.post(path, text, bearer(role))).getLong("id").toString();
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
