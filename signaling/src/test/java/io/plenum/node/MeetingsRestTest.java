package io.plenum.node;

import static io.plenum.node.Client.json;
import static io.plenum.node.FirstStart.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Meetings as a client of REST meets them. */
class MeetingsRestTest {
  private static final String MEETINGS = "/api/v1/meetings";

  @TempDir Path folder;
  private Node node;
  private Client client;
  private String[] ada;

  @BeforeEach
  void start() {
    Configuration configuration =
        Configuration.read(
            FirstStart.environment(folder, "PLENUM_DIAL_IN", "Berlin: +49 30 1234567"));
    node = Node.start(configuration, () -> Instant.parse("2026-03-01T12:00:00Z"));
    client = new Client(node.httpPort());
    ada = bearer(FirstStart.setUp(client));
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private static String[] bearer(HttpResponse<String> signedIn) {
    return new String[] {"Authorization", "Bearer " + json(signedIn).getString("accessToken")};
  }

  private static JsonObject weekly() {
    return new JsonObject()
        .put("name", "Weekly")
        .put(
            "schedule",
            new JsonObject()
                .put("start", "2026-03-02T09:00")
                .put("durationMinutes", 45)
                .put("timeZone", "Europe/Berlin")
                .put("recurrence", "FREQ=WEEKLY"));
  }

  private JsonObject create(JsonObject body) {
    HttpResponse<String> answer = client.post(MEETINGS, body, ada);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return json(answer);
  }

  private HttpResponse<String> patch(JsonObject meeting, JsonObject change) {
    return client.send(
        "PATCH",
        MEETINGS + "/" + meeting.getString("id"),
        change.encode(),
        ada[0],
        ada[1],
        "If-Match",
        "*");
  }

  private JsonArray items(String path) {
    HttpResponse<String> answer = client.get(path, ada);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer).getJsonArray("items");
  }

  private static void assertProblem(HttpResponse<String> answer, int status, String code) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(json(answer).getString("code")).isEqualTo(code);
  }

  @Test
  @Tag("M-3a")
  @Tag("M-3c")
  @Tag("X-6")
  void schedulesAMeeting_andSaysWhenItIsNext_andWhatIsNamedAlike() {
    JsonObject first = create(weekly());
    assertThat(first.getJsonObject("next").getString("start")).isEqualTo("2026-03-02T08:00:00Z");
    assertThat(first.getJsonObject("settings").getBoolean("inviteOnly")).isFalse();
    JsonObject second = create(weekly().put("name", "weekly!"));
    assertThat(second.getJsonArray("similar").getJsonObject(0).getString("id"))
        .isEqualTo(first.getString("id"));
    assertThat(items("/api/v1/search/names?name=Weekl").getJsonObject(0).getString("name"))
        .isEqualTo("weekly!");
    assertThat(items("/api/v1/search/names?name=Budget")).isEmpty();
    assertThat(items(MEETINGS).getJsonObject(1).getJsonArray("relations"))
        .isEqualTo(new JsonArray().add("organized"));
  }

  @ParameterizedTest
  @Tag("M-3a")
  @ValueSource(
      strings = {
        "{\"recurrence\":\"FREQ=SECONDLY\"}",
        "{\"timeZone\":\"Mars/Olympus\"}",
        "{\"start\":\"2026-02-31T09:00\"}"
      })
  void refusesAScheduleThatNoCalendarCanKeep(String wrong) {
    JsonObject body = weekly();
    body.getJsonObject("schedule").mergeIn(new JsonObject(wrong));
    assertProblem(client.post(MEETINGS, body, ada), 422, "bad-schedule");
  }

  @Test
  @Tag("X-12")
  void changesWhatIsSaid_andKeepsTheRest() {
    JsonObject meeting = create(weekly());
    JsonObject renamed =
        json(
            patch(
                meeting,
                new JsonObject()
                    .put("name", " Daily\u0007 ")
                    .put("settings", new JsonObject().put("muteOnEntry", true))));
    assertThat(renamed.getString("name")).isEqualTo("Daily");
    assertThat(renamed.getJsonObject("schedule")).isEqualTo(meeting.getJsonObject("schedule"));
    assertThat(renamed.getJsonObject("settings").getBoolean("muteOnEntry")).isTrue();
    JsonObject adHoc = json(patch(meeting, new JsonObject().putNull("schedule")));
    assertThat(adHoc.containsKey("schedule")).isFalse();
    assertThat(adHoc.containsKey("next")).isFalse();
    assertProblem(patch(meeting, new JsonObject()), 400, "bad-request");
  }

  @Test
  void changesOnlyWhatTheClientHasRead() {
    JsonObject meeting = create(weekly());
    String path = MEETINGS + "/" + meeting.getString("id");
    String body = new JsonObject().put("name", "Daily").encode();
    String read = client.get(path, ada).headers().firstValue("ETag").orElseThrow();
    assertProblem(client.send("PATCH", path, body, ada), 428, "version-required");
    String[] match = {ada[0], ada[1], "If-Match", read};
    assertThat(client.send("PATCH", path, body, match).statusCode()).isEqualTo(200);
    assertProblem(client.send("PATCH", path, body, match), 412, "changed-meanwhile");
  }

  @Test
  @Tag("M-5b")
  @Tag("M-5c")
  @Tag("X-7")
  @Tag("X-12")
  @Tag("X-18")
  void hides_findsAgain_andDeletes() {
    JsonObject meeting = create(weekly());
    String path = MEETINGS + "/" + meeting.getString("id");
    assertThat(client.send("PUT", path + "/hidden", null, ada).statusCode()).isEqualTo(204);
    assertThat(items(MEETINGS)).isEmpty();
    assertThat(items(MEETINGS + "?hidden=true")).hasSize(1);
    assertThat(items("/api/v1/search/meetings?text=week")).hasSize(1);
    assertThat(items("/api/v1/search/meetings?text=%E6%97%A5%E6%9C%AC")).isEmpty();
    assertThat(client.send("DELETE", path + "/hidden", null, ada).statusCode()).isEqualTo(204);
    assertThat(items(MEETINGS + "?relation=organized")).hasSize(1);
    assertThat(client.send("DELETE", path, null, ada).statusCode()).isEqualTo(204);
    assertProblem(client.get(path, ada), 404, "not-found");
    assertProblem(client.get("/api/v1/join/" + meeting.getString("accessCode")), 404, "not-found");
    assertProblem(client.send("DELETE", path, null, ada), 404, "not-found");
    assertThat(items(MEETINGS)).isEmpty();
  }

  @Test
  @Tag("X-11")
  void showsTheCalendar_andItsFileUnderASecretAddress() {
    create(weekly());
    assertThat(items("/api/v1/calendar?from=2026-03-01T00:00:00Z&to=2026-04-01T00:00:00%2B02:00"))
        .hasSize(5);
    for (String wrong :
        List.of(
            "?from=2026-03-01T00:00:00Z",
            "?from=x&to=y",
            "?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z",
            "?from=2026-03-02T00:00:00Z&to=2028-03-01T00:00:00Z")) {
      assertProblem(client.get("/api/v1/calendar" + wrong, ada), 400, "bad-request");
    }
    String url = json(client.send("POST", "/api/v1/calendar/feed", null, ada)).getString("url");
    String path = url.substring(url.indexOf("/calendar/"));
    HttpResponse<String> file = client.get(path);
    assertThat(file.headers().firstValue("Content-Type")).contains("text/calendar; charset=utf-8");
    assertThat(file.body()).startsWith("BEGIN:VCALENDAR\r\n").contains("SUMMARY:Weekly\r\n");
    assertThat(json(client.get("/api/v1/calendar/feed", ada)).containsKey("since")).isTrue();
    client.send("DELETE", "/api/v1/calendar/feed", null, ada);
    assertThat(client.get(path).statusCode()).isEqualTo(404);
    assertThat(client.get("/calendar/x.ics").statusCode()).isEqualTo(404);
  }

  @Test
  @Tag("X-18")
  void invites_lists_andTakesBack() {
    String path = MEETINGS + "/" + create(weekly()).getString("id") + "/invites";
    JsonArray wanted =
        new JsonArray()
            .add(new JsonObject().put("email", "Charles@Example.test").put("name", "Charles"))
            .add(new JsonObject().put("email", "b@example.test").put("role", "optional"));
    HttpResponse<String> invited = client.post(path, new JsonObject().put("invite", wanted), ada);
    assertThat(invited.statusCode()).as(invited.body()).isEqualTo(201);
    JsonObject charles =
        items(path).stream()
            .map(JsonObject.class::cast)
            .filter(one -> one.getString("email").equals("charles@example.test"))
            .findFirst()
            .orElseThrow();
    assertThat(items(path + "?limit=1")).hasSize(1);
    assertThat(client.send("DELETE", path + "/" + charles.getString("id"), null, ada).statusCode())
        .isEqualTo(204);
    assertThat(items(path)).hasSize(1);
    for (String wrong : List.of("{}", "{\"email\":\"a@b.c\",\"userId\":\"x\"}")) {
      JsonObject body = new JsonObject().put("invite", new JsonArray().add(new JsonObject(wrong)));
      assertProblem(client.post(path, body, ada), 400, "bad-request");
    }
    JsonArray stranger = new JsonArray().add(new JsonObject().put("userId", "f".repeat(32)));
    assertProblem(
        client.post(path, new JsonObject().put("invite", stranger), ada), 422, "bad-invitee");
  }

  @Test
  @Tag("M-5a")
  @Tag("M-7")
  @Tag("W-1")
  @Tag("X-8")
  void keepsUninvitedUsersOut_ofAMeetingForInvitedPeople() {
    String[] bob = newUser("Bob", "bob@acme.example");
    JsonObject closed =
        create(
            new JsonObject()
                .put("name", "Closed")
                .put("settings", new JsonObject().put("inviteOnly", true)));
    String path = MEETINGS + "/" + closed.getString("id");
    for (String part : List.of("", "/invites", "/messages", "/files", "/sessions", "/events")) {
      assertProblem(client.get(path + part, bob), 403, "not-invited");
      assertProblem(client.get(MEETINGS + "/" + "0".repeat(32) + part, bob), 404, "not-found");
    }
    JsonObject seat = client.visit(closed.getString("accessCode"), token(bob));
    assertThat(seat.getString("state")).isEqualTo("waiting");
    JsonArray invite = new JsonArray().add(new JsonObject().put("email", "bob@acme.example"));
    client.post(path + "/invites", new JsonObject().put("invite", invite), ada);
    assertThat(client.get(path, bob).statusCode()).isEqualTo(200);
    assertThat(client.visit(closed.getString("accessCode"), token(bob)).getString("state"))
        .isEqualTo("admitted");
    assertThat(
            json(client.get(MEETINGS + "?relation=attended", bob))
                .getJsonArray("items")
                .getJsonObject(0)
                .getJsonArray("relations"))
        .isEqualTo(new JsonArray().add("invited").add("attended"));
  }

  /** Somebody who has changed their first password. */
  private String[] newUser(String name, String email) {
    JsonObject added =
        json(
            client.post(
                "/api/v1/users",
                new JsonObject().put("name", name).put("email", email).put("role", "user"),
                ada));
    String first = added.getString("password");
    String[] user = bearer(signIn(email, first));
    client.send(
        "PUT",
        "/api/v1/me/password",
        new JsonObject().put("current", first).put("new", PASSWORD).encode(),
        user);
    return bearer(signIn(email, PASSWORD));
  }

  private HttpResponse<String> signIn(String email, String password) {
    return client.post(
        "/api/v1/sign-in", new JsonObject().put("email", email).put("password", password));
  }

  private static String token(String[] bearer) {
    return bearer[1].substring("Bearer ".length());
  }
}
