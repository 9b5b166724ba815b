package io.plenum.node;

import static io.plenum.node.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a meeting is before, during and after its live sessions, over HTTP and a socket. */
class MeetingLifeTest {
  private static final String MEETINGS = "/api/v1/meetings";

  @TempDir Path folder;
  private Node node;
  private Client client;
  private String ada;

  @BeforeEach
  void setUp() {
    start();
    ada = json(FirstStart.setUp(client)).getString("accessToken");
  }

  private void start() {
    node =
        Node.start(
            Configuration.read(
                FirstStart.environment(folder, "PLENUM_PUBLIC_URL", "https://meet.example.org")));
    client = new Client(node.httpPort());
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private static String[] bearer(String token) {
    return new String[] {"Authorization", "Bearer " + token};
  }

  private JsonObject create(JsonObject body) {
    HttpResponse<String> answer = client.post(MEETINGS, body, bearer(ada));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return json(answer);
  }

  private static JsonObject named(String name) {
    return new JsonObject().put("name", name);
  }

  private static JsonObject closed() {
    return named("Closed").put("settings", new JsonObject().put("inviteOnly", true));
  }

  private static String path(JsonObject meeting) {
    return MEETINGS + "/" + meeting.getString("id");
  }

  private JsonArray items(String path, String token) {
    HttpResponse<String> answer = client.get(path, bearer(token));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return json(answer).getJsonArray("items");
  }

  private int say(JsonObject meeting, String text, String token) {
    JsonObject message = new JsonObject().put("text", text);
    return client.post(path(meeting) + "/messages", message, bearer(token)).statusCode();
  }

  /** A colleague of Ada's, who has chosen a password; their access token. */
  private String bob() {
    JsonObject bob = named("Bob").put("email", "bob@acme.example").put("role", "user");
    String given = json(client.post("/api/v1/users", bob, bearer(ada))).getString("password");
    JsonObject credentials =
        new JsonObject().put("email", "bob@acme.example").put("password", given);
    String token = json(client.post("/api/v1/sign-in", credentials)).getString("accessToken");
    JsonObject change = new JsonObject().put("current", given).put("new", FirstStart.PASSWORD);
    client.send("PUT", "/api/v1/me/password", change.encode(), bearer(token));
    return token;
  }

  private HttpResponse<String> inviteBob(JsonObject to) {
    JsonArray people = new JsonArray().add(new JsonObject().put("email", "bob@acme.example"));
    return client.post(path(to) + "/invites", new JsonObject().put("invite", people), bearer(ada));
  }

  private String stateOnEntry(JsonObject meeting, String token) {
    return client.visit(meeting.getString("accessCode"), token).getString("state");
  }

  @Test
  @Tag("M-3b")
  @Tag("X-5")
  void isThereAtOnce_byItsNameAlone() {
    JsonObject meeting = create(named("Stand-up"));
    assertThat(meeting.containsKey("schedule")).isFalse();
    assertThat(stateOnEntry(meeting, ada)).isEqualTo("admitted");
    for (JsonObject nameless : List.of(new JsonObject(), named(""), named(" \u0007 "))) {
      HttpResponse<String> answer = client.post(MEETINGS, nameless, bearer(ada));
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
    }
    assertThat(client.post(MEETINGS, named("Guests'")).statusCode()).isEqualTo(401);
    assertThat(items(MEETINGS, ada)).hasSize(1);
  }

  @Test
  @Tag("M-1a")
  @Tag("M-1b")
  void lastsLongerThanItsSessions_ofWhichItHasAnyNumber() {
    JsonObject meeting = create(named("Weekly"));
    String sessions = path(meeting) + "/sessions";
    assertThat(items(sessions, ada)).isEmpty();
    assertThat(say(meeting, "the agenda", ada)).isEqualTo(201);

    for (int ended = 1; ended <= 2; ended++) {
      try (LiveSeat seat = LiveSeat.user(client, meeting.getString("accessCode"), ada)) {
        seat.send(new JsonObject().put("type", "end"));
        seat.await("ended");
      }
      assertThat(items(sessions, ada))
          .hasSize(ended)
          .allMatch(session -> ((JsonObject) session).containsKey("endedAt"));
    }

    assertThat(client.get(path(meeting), bearer(ada)).statusCode()).isEqualTo(200);
    assertThat(items(MEETINGS, ada)).hasSize(1);
    assertThat(items(path(meeting) + "/messages", ada).getJsonObject(0).getString("text"))
        .isEqualTo("the agenda");
  }

  @Test
  @Tag("M-2c")
  void keepsItsTwoAddresses_whateverHappensToIt() {
    JsonObject made = create(named("Weekly"));
    String code = made.getString("accessCode");
    assertThat(made.getString("spaceUrl")).isEqualTo("https://meet.example.org/m/" + code);
    assertThat(made.getString("liveUrl")).isEqualTo("https://meet.example.org/m/" + code + "/live");

    client.send(
        "PATCH",
        path(made),
        named("Daily").encode(),
        "Authorization",
        "Bearer " + ada,
        "If-Match",
        "*");
    stateOnEntry(made, ada);
    stop();
    start();
    JsonObject now = json(client.get(path(made), bearer(ada)));
    assertThat(now.getString("name")).isEqualTo("Daily");
    for (String address : List.of("spaceUrl", "liveUrl")) {
      assertThat(now.getString(address)).isEqualTo(made.getString(address));
      assertThat(client.get(URI.create(now.getString(address)).getPath()).statusCode())
          .isEqualTo(200);
    }
  }

  @Test
  @Tag("M-8c")
  @Tag("W-1")
  void takesMorePeopleIn_whoAreInvitedWhileItIsLive() {
    String bob = bob();
    JsonObject meeting = create(closed());
    try (LiveSeat seat = LiveSeat.user(client, meeting.getString("accessCode"), ada)) {
      assertThat(stateOnEntry(meeting, bob)).isEqualTo("waiting");
      assertThat(inviteBob(meeting).statusCode()).isEqualTo(201);
      assertThat(seat.await("invited").getJsonArray("names")).containsExactly("Bob");
      assertThat(stateOnEntry(meeting, bob)).isEqualTo("admitted");
    }
  }

  @Test
  @Tag("C-1a")
  void keepsItsChat_forThoseWhoTakePart() {
    String bob = bob();
    JsonObject meeting = create(closed());
    String messages = path(meeting) + "/messages";
    assertThat(say(meeting, "for the invited", ada)).isEqualTo(201);

    for (String below : List.of("/messages", "/sessions")) {
      assertThat(client.get(path(meeting) + below, bearer(bob)).statusCode()).isEqualTo(403);
      assertThat(client.get(path(meeting) + below).statusCode()).isEqualTo(401);
    }
    assertThat(client.open(path(meeting) + "/events", bearer(bob))).isEqualTo(403);
    assertThat(say(meeting, "let me in", bob)).isEqualTo(403);
    assertThat(client.send("DELETE", messages + "/1", null, bearer(bob)).statusCode())
        .isEqualTo(403);

    inviteBob(meeting);
    assertThat(say(meeting, "thank you", bob)).isEqualTo(201);
    assertThat(items(messages, bob)).hasSize(2);
  }
}
