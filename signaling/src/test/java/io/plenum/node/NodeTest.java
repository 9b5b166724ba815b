package io.plenum.node;

import static io.plenum.node.Client.cookie;
import static io.plenum.node.Client.json;
import static io.plenum.node.FirstStart.PASSWORD;
import static io.plenum.node.FirstStart.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.storage.testkit.EachDatabase;
import io.plenum.storage.testkit.TestDatabase;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EachDatabase
class NodeTest {
  @TempDir Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));
  private Node node;
  private Client client;
  private final TestDatabase store;

  NodeTest(TestDatabase store) {
    this.store = store;
  }

  @BeforeEach
  void start() {
    Map<String, String> environment = FirstStart.environment(folder);
    environment.putAll(DatabaseVariables.of(store));
    node = Node.start(Configuration.read(environment), now::get);
    client = new Client(node.httpPort());
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private void restart() {
    stop();
    start();
  }

  private HttpResponse<String> setUp() {
    return client.post(
        "/api/v1/setup",
        new JsonObject()
            .put("token", TOKEN)
            .put("account", "Acme")
            .put("name", "Ada")
            .put("email", "Ada@acme.example")
            .put("password", PASSWORD));
  }

  private HttpResponse<String> signIn(String password) {
    return client.post(
        "/api/v1/sign-in",
        new JsonObject().put("email", "ada@acme.example").put("password", password));
  }

  private static String[] bearer(HttpResponse<String> signedIn) {
    return new String[] {"Authorization", "Bearer " + json(signedIn).getString("accessToken")};
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(json(answer).getString("code")).isEqualTo(code);
    assertThat(json(answer).getInteger("status")).isEqualTo(status);
    assertThat(answer.body()).doesNotContain("Exception").doesNotContain("io.plenum");
  }

  @Test
  void setsUpOnce_withTheTokenOnly() {
    assertThat(json(client.get("/api/v1/status")).getBoolean("setupNeeded")).isTrue();
    assertThat(node.setupLink()).contains(node.url() + "/setup#token=" + TOKEN);
    JsonObject wrong =
        new JsonObject()
            .put("token", "not it")
            .put("account", "A")
            .put("name", "A")
            .put("email", "a@b.c")
            .put("password", PASSWORD);
    assertProblem(client.post("/api/v1/setup", wrong), 403, "wrong-token");
    assertThat(setUp().statusCode()).isEqualTo(200);
    assertProblem(setUp(), 409, "setup-done");
    assertThat(json(client.get("/api/v1/status")).getBoolean("setupNeeded")).isFalse();
  }

  @Test
  @Tag("I-3a")
  void refusesAWeakPassword_andSaysWhatIsMissing() {
    JsonObject weak =
        new JsonObject()
            .put("token", TOKEN)
            .put("account", "A")
            .put("name", "A")
            .put("email", "a@b.c")
            .put("password", "engine#1843");
    HttpResponse<String> answer = client.post("/api/v1/setup", weak);
    assertProblem(answer, 422, "weak-password");
    assertThat(json(answer).getString("detail")).contains("an upper-case letter");
  }

  @Test
  void signsIn_andKeepsItAllOverARestart() {
    setUp();
    HttpResponse<String> signedIn = signIn(PASSWORD);
    assertThat(json(client.get("/api/v1/me", bearer(signedIn))).getString("name")).isEqualTo("Ada");
    restart();
    assertThat(
            json(client.get("/api/v1/me", bearer(signedIn)))
                .getJsonObject("account")
                .getString("name"))
        .isEqualTo("Acme");
    assertThat(client.post("/api/v1/refresh", null, "Cookie", cookie(signedIn)).statusCode())
        .isEqualTo(200);
    assertThat(node.setupLink()).isEmpty();
  }

  @Test
  void answersTheSame_whetherTheAddressOrThePasswordIsWrong() {
    setUp();
    JsonObject nobody =
        new JsonObject().put("email", "nobody@acme.example").put("password", PASSWORD);
    assertProblem(signIn("Wrong#1843"), 401, "wrong-credentials");
    assertThat(client.post("/api/v1/sign-in", nobody).body())
        .isEqualTo(signIn("Wrong#1843").body());
  }

  @Test
  @Tag("I-6a")
  @Tag("I-6b")
  void slowsDownGuessing_alsoAfterARestart_untilTimeHasPassed() {
    setUp();
    for (int i = 0; i < 5; i++) {
      assertProblem(signIn("Wrong#1843"), 401, "wrong-credentials");
    }
    HttpResponse<String> slowed = signIn(PASSWORD);
    assertProblem(slowed, 429, "too-many-requests");
    assertThat(slowed.headers().firstValue("Retry-After")).contains("1");
    restart();
    assertProblem(signIn(PASSWORD), 429, "too-many-requests");
    now.updateAndGet(instant -> instant.plusSeconds(2));
    assertThat(signIn(PASSWORD).statusCode()).isEqualTo(200);
  }

  @Test
  @Tag("I-4a")
  void refusesAToken_thatIsForgedOrExpired() {
    HttpResponse<String> signedIn = setUp();
    String token = json(signedIn).getString("accessToken");
    assertProblem(client.get("/api/v1/me"), 401, "not-signed-in");
    assertProblem(
        client.get(
            "/api/v1/me",
            "Authorization",
            "Bearer " + token.substring(0, token.length() - 4) + "AAAA"),
        401,
        "not-signed-in");
    assertProblem(
        client.get("/api/v1/me", "Authorization", "Bearer eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0."),
        401,
        "not-signed-in");
    now.updateAndGet(instant -> instant.plus(Duration.ofMinutes(15)));
    assertProblem(client.get("/api/v1/me", bearer(signedIn)), 401, "not-signed-in");
  }

  @Test
  @Tag("I-4a")
  void rotatesTheCookie_andEndsTheSignIn_whenAnOldOneIsShown() {
    HttpResponse<String> first = setUp();
    HttpResponse<String> second = client.post("/api/v1/refresh", null, "Cookie", cookie(first));
    assertThat(cookie(second)).isNotEqualTo(cookie(first));
    assertThat(second.headers().firstValue("Set-Cookie").orElseThrow())
        .containsIgnoringCase("HttpOnly")
        .contains("SameSite=Strict")
        .contains("Path=/api/v1");
    HttpResponse<String> third = client.post("/api/v1/refresh", null, "Cookie", cookie(second));
    now.updateAndGet(instant -> instant.plusSeconds(11));
    assertProblem(
        client.post("/api/v1/refresh", null, "Cookie", cookie(first)), 401, "not-signed-in");
    assertProblem(
        client.post("/api/v1/refresh", null, "Cookie", cookie(third)), 401, "not-signed-in");
    assertProblem(client.get("/api/v1/me", bearer(second)), 401, "not-signed-in");
  }

  @Test
  @Tag("I-4e")
  void revokesAtOnce_whenSomebodySignsOut() {
    HttpResponse<String> signedIn = setUp();
    assertThat(client.post("/api/v1/sign-out", null, "Cookie", cookie(signedIn)).statusCode())
        .isEqualTo(204);
    assertProblem(client.get("/api/v1/me", bearer(signedIn)), 401, "not-signed-in");
    assertProblem(
        client.post("/api/v1/refresh", null, "Cookie", cookie(signedIn)), 401, "not-signed-in");
  }

  @Test
  @Tag("I-8a")
  void refusesACookieCall_fromAPageOfAnotherSite() {
    HttpResponse<String> signedIn = setUp();
    assertProblem(
        client.post(
            "/api/v1/refresh", null, "Cookie", cookie(signedIn), "Origin", "https://evil.example"),
        403,
        "forbidden");
    assertProblem(
        client.post(
            "/api/v1/refresh", null, "Cookie", cookie(signedIn), "Sec-Fetch-Site", "cross-site"),
        403,
        "forbidden");
    assertThat(
            client
                .post("/api/v1/refresh", null, "Cookie", cookie(signedIn), "Origin", client.base())
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  @Tag("M-2a")
  @Tag("M-2b")
  void makesAMeeting_thatItsCodeLeadsTo() {
    String[] ada = bearer(setUp());
    JsonObject meeting =
        json(client.post("/api/v1/meetings", new JsonObject().put("name", "Weekly"), ada));
    String code = meeting.getString("accessCode");
    assertThat(code).matches("[1-9][0-9]{8}");
    assertThat(meeting.getString("liveUrl")).isEqualTo(client.base() + "/m/" + code + "/live");
    String spaced = code.substring(0, 3) + "%20" + code.substring(3, 6) + "-" + code.substring(6);
    assertThat(json(client.get("/api/v1/join/" + spaced)).getString("name")).isEqualTo("Weekly");
    assertThat(json(client.get("/api/v1/meetings", ada)).getJsonArray("items")).hasSize(1);
    assertThat(client.get("/api/v1/meetings/" + meeting.getString("id"), ada).statusCode())
        .isEqualTo(200);
    assertProblem(client.get("/api/v1/meetings/" + "0".repeat(32), ada), 404, "not-found");
    assertProblem(client.get("/api/v1/join/999"), 404, "not-found");
  }

  @Test
  @Tag("W-1")
  @Tag("I-1b")
  void tellsTheMeetingOfACode_toWhoMayEnterItsSpaceOnly() {
    String[] ada = bearer(setUp());
    JsonObject meeting =
        json(client.post("/api/v1/meetings", new JsonObject().put("name", "Weekly"), ada));
    String path = "/api/v1/join/" + meeting.getString("accessCode");
    assertThat(json(client.get(path, ada)).getString("id")).isEqualTo(meeting.getString("id"));
    assertThat(json(client.get(path)).fieldNames()).containsOnly("name", "accessCode");
  }

  @Test
  void listsEveryMeetingOnce_pageByPage() {
    String[] ada = bearer(setUp());
    for (int i = 0; i < 5; i++) {
      // Two of them in the same millisecond, so that only their ids tell them apart.
      now.updateAndGet(at -> at.plusMillis(at.toEpochMilli() % 2));
      client.post("/api/v1/meetings", new JsonObject().put("name", "M" + i), ada);
    }
    List<Object> all = new ArrayList<>();
    String cursor = "";
    for (int page = 0; page < 3; page++) {
      JsonObject answer = json(client.get("/api/v1/meetings?limit=2" + cursor, ada));
      answer.getJsonArray("items").forEach(item -> all.add(((JsonObject) item).getString("id")));
      assertThat(answer.containsKey("next")).isEqualTo(page < 2);
      cursor = "&cursor=" + answer.getString("next");
    }
    assertThat(all).hasSize(5).doesNotHaveDuplicates();
    assertThat(all)
        .isEqualTo(
            json(client.get("/api/v1/meetings", ada)).getJsonArray("items").stream()
                .map(item -> ((JsonObject) item).getString("id"))
                .toList());
    assertProblem(client.get("/api/v1/meetings?cursor=AAAA", ada), 400, "bad-request");
    assertProblem(client.get("/api/v1/meetings?limit=201", ada), 400, "bad-request");
    assertProblem(client.get("/api/v1/meetings?limit=0", ada), 400, "bad-request");
    assertProblem(client.get("/api/v1/meetings?limit=x", ada), 400, "bad-request");
    assertThat(json(client.get("/api/v1/users?limit=1", ada)).containsKey("next")).isFalse();
  }

  @Test
  void makesAMeetingOnce_whenTheRequestIsRepeatedWithItsKey() {
    String[] ada = bearer(setUp());
    String[] withKey = {ada[0], ada[1], "Idempotency-Key", "d3b0"};
    JsonObject weekly = new JsonObject().put("name", "Weekly");
    HttpResponse<String> first = client.post("/api/v1/meetings", weekly, withKey);
    HttpResponse<String> again = client.post("/api/v1/meetings", weekly, withKey);
    assertThat(again.statusCode()).isEqualTo(201);
    assertThat(again.body()).isEqualTo(first.body());
    assertProblem(
        client.post("/api/v1/meetings", new JsonObject().put("name", "Other"), withKey),
        422,
        "key-reused");
    assertProblem(
        client.post("/api/v1/meetings", weekly, ada[0], ada[1], "Idempotency-Key", "a b"),
        400,
        "bad-request");
    assertThat(json(client.get("/api/v1/meetings", ada)).getJsonArray("items")).hasSize(1);
  }

  @Test
  void tellsHowManyRequestsAreLeft_onEveryAnswer() {
    String[] ada = bearer(setUp());
    for (String path : List.of("/api/v1/me", "/api/v1/meetings/none")) {
      HttpResponse<String> answer = client.get(path, ada);
      assertThat(answer.headers().firstValue("RateLimit-Policy"))
          .contains("\"requests\";q=1200;w=60");
      assertThat(answer.headers().firstValue("RateLimit").orElseThrow())
          .matches("\"requests\";r=119[0-9];t=1");
    }
  }

  @Test
  @Tag("W-6b")
  void startsAgain_whileAMeetingIsLive() {
    HttpResponse<String> signedIn = setUp();
    String[] ada = bearer(signedIn);
    String code =
        json(client.post("/api/v1/meetings", new JsonObject().put("name", "Weekly"), ada))
            .getString("accessCode");
    JsonObject seat = client.visit(code, json(signedIn).getString("accessToken"));
    assertThat(seat.getString("state")).isEqualTo("admitted");

    restart();

    JsonObject meeting =
        json(client.get("/api/v1/meetings", ada)).getJsonArray("items").getJsonObject(0);
    assertThat(meeting.getBoolean("live")).isTrue();
  }

  @Test
  @Tag("I-2a")
  @Tag("X-20")
  void letsOnlyAnAdminAddUsers_andAUserSeeOnlyThemselves() {
    String[] ada = bearer(setUp());
    JsonObject charles =
        new JsonObject().put("name", "Charles").put("email", "c@acme.example").put("role", "user");
    HttpResponse<String> added = client.post("/api/v1/users", charles, ada);
    assertThat(added.statusCode()).isEqualTo(201);
    assertProblem(client.post("/api/v1/users", charles, ada), 409, "conflict");
    String given = json(added).getString("password");
    String[] user =
        bearer(
            client.post(
                "/api/v1/sign-in",
                new JsonObject().put("email", "c@acme.example").put("password", given)));
    assertThat(
            client
                .send(
                    "PUT",
                    "/api/v1/me/password",
                    new JsonObject().put("current", given).put("new", PASSWORD).encode(),
                    user)
                .statusCode())
        .isEqualTo(204);
    assertProblem(
        client.post("/api/v1/users", charles.copy().put("email", "d@acme.example"), user),
        403,
        "forbidden");
    assertThat(json(client.get("/api/v1/users", user)).getJsonArray("items")).hasSize(1);
    assertThat(json(client.get("/api/v1/users", ada)).getJsonArray("items")).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{",
        "[]",
        "null",
        "5",
        "{\"email\":5,\"password\":true}",
        "{\"email\":\"a@b.c\"}",
        "{\"email\":null,\"password\":null}",
        "\u0000"
      })
  @Tag("S-4")
  void answersBadRequest_whenTheBodyIsGarbage(String body) {
    assertProblem(client.send("POST", "/api/v1/sign-in", body), 400, "bad-request");
  }

  @Test
  void namesTheFaults_whenTheBodyDoesNotFollowItsSchema() {
    HttpResponse<String> answer =
        client.send("POST", "/api/v1/sign-in", "{\"email\":5,\"password\":\"x\"}");
    JsonObject fault = json(answer).getJsonArray("errors").getJsonObject(0);
    assertThat(fault.getString("pointer")).isEqualTo("/email");
  }

  @Test
  @Tag("S-4")
  void answersClearly_whenARequestIsHugeOrOfTheWrongKind() {
    assertProblem(
        client.send("POST", "/api/v1/sign-in", "[" + "1,".repeat(40_000) + "1]"), 413, "too-large");
    assertProblem(client.send("POST", "/api/v1/sign-in", "[".repeat(30_000)), 400, "bad-request");
    assertProblem(client.get("/?" + "a".repeat(20_000)), 413, "too-large");
    assertProblem(client.get("/", "X-Long", "a".repeat(20_000)), 413, "too-large");
    assertProblem(client.send("DELETE", "/api/v1/sign-in", null), 405, "bad-request");
    assertProblem(client.send("POST", "/", null), 405, "bad-request");
    assertProblem(client.get("/api/v1/nothing"), 404, "not-found");
    assertProblem(client.get("/assets/../../plenum.db"), 404, "not-found");
    assertProblem(client.get("/assets/%2e%2e/%2e%2e/logback.xml"), 404, "not-found");
  }

  @Test
  @Tag("S-1b")
  void sendsTheUsualHeaders_onEveryAnswer() {
    for (String path : List.of("/api/v1/status", "/nothing", "/health/live")) {
      var headers = client.get(path).headers();
      assertThat(headers.firstValue("Content-Security-Policy").orElseThrow())
          .contains("default-src 'none'")
          .doesNotContain("unsafe");
      assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
      assertThat(headers.firstValue("Strict-Transport-Security")).isEmpty();
    }
  }

  @Test
  @Tag("S-1b")
  void showsTheContract_underTheSamePolicyAsEverything() {
    HttpResponse<String> page = client.get("/api/reference");
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
    assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
        .doesNotContain("unsafe");
    assertThat(client.get("/assets/reference/reference.css").statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("createMeeting");
  }

  @Test
  @Tag("V-5")
  void saysThatItIsReady_andCounts() {
    assertThat(json(client.get("/health/ready")).getJsonObject("parts").getString("database"))
        .isEqualTo("up");
    assertThat(client.get("/metrics").body())
        .contains("plenum_database_waiting")
        .contains("jvm_memory_used_bytes");
  }

  @Test
  void saysInOneLine_whenThePortIsTaken() {
    Map<String, String> environment = new HashMap<>();
    environment.put("PLENUM_DATA_DIR", folder.resolve("other").toString());
    environment.put("PLENUM_HTTP_PORT", Integer.toString(node.httpPort()));
    environment.put("PLENUM_MEDIA_PORT", "0");
    assertThatThrownBy(() -> Node.start(Configuration.read(environment)))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("HTTP cannot listen on 127.0.0.1 port " + node.httpPort())
        .message()
        .doesNotContain("\n");
    // What had started was stopped: the folder is free again.
    environment.put("PLENUM_HTTP_PORT", "0");
    Node.start(Configuration.read(environment)).close();
  }

  @Test
  void slowsDownGuessesAtTheSetUpToken() {
    JsonObject wrong =
        new JsonObject()
            .put("token", "not it")
            .put("account", "A")
            .put("name", "A")
            .put("email", "a@b.c")
            .put("password", PASSWORD);
    for (int i = 0; i < 5; i++) {
      assertProblem(client.post("/api/v1/setup", wrong), 403, "wrong-token");
    }
    assertProblem(client.post("/api/v1/setup", wrong), 429, "too-many-requests");
    assertProblem(setUp(), 429, "too-many-requests");
    now.updateAndGet(instant -> instant.plusSeconds(2));
    assertThat(setUp().statusCode()).isEqualTo(200);
  }

  @Test
  void endsASignIn_thatWasNotUsedForThirtyDays() {
    HttpResponse<String> signedIn = setUp();
    now.updateAndGet(instant -> instant.plus(Duration.ofDays(29)));
    HttpResponse<String> used = client.post("/api/v1/refresh", null, "Cookie", cookie(signedIn));
    assertThat(used.statusCode()).isEqualTo(200);
    now.updateAndGet(instant -> instant.plus(Duration.ofDays(30)));
    assertProblem(
        client.post("/api/v1/refresh", null, "Cookie", cookie(used)), 401, "not-signed-in");
  }

  @Test
  void refusesASecondNode_onTheSameFolder() {
    assertThatThrownBy(this::start).hasMessageContaining("in use by another Plenum");
  }
}
