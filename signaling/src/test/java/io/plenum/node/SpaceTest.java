package io.plenum.node;

import static io.plenum.node.Client.json;
import static io.plenum.node.FirstStart.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A meeting's space over HTTP: its chat, its sessions, and what changes in it. */
class SpaceTest {
  @TempDir static Path folder;
  private static Node node;
  private static Client client;
  private static String[] ann;
  private static String annToken;

  private String meeting;
  private String code;

  @BeforeAll
  static void start() {
    node = Node.start(Configuration.read(FirstStart.environment(folder)));
    client = new Client(node.httpPort());
    annToken =
        json(client.post(
                "/api/v1/setup",
                new JsonObject()
                    .put("token", "a-set-up-token-for-tests")
                    .put("account", "Acme")
                    .put("name", "Ann")
                    .put("email", "ann@acme.example")
                    .put("password", PASSWORD)))
            .getString("accessToken");
    ann = new String[] {"Authorization", "Bearer " + annToken};
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  @BeforeEach
  void makeMeeting() {
    JsonObject made =
        json(client.post("/api/v1/meetings", new JsonObject().put("name", "Weekly"), ann));
    meeting = made.getString("id");
    code = made.getString("accessCode");
  }

  private String path(String below) {
    return "/api/v1/meetings/" + meeting + below;
  }

  private JsonObject say(String text) {
    return json(client.post(path("/messages"), new JsonObject().put("text", text), ann));
  }

  @Test
  @Tag("M-4")
  @Tag("C-1b")
  @Tag("C-1c")
  void chatsBeforeAnySession_editsRepliesAndDeletes() {
    assertThat(say("meet at nooon").getLong("id")).isEqualTo(1);
    JsonObject edited =
        json(
            client.send(
                "PATCH",
                path("/messages/1"),
                new JsonObject().put("text", "meet at noon").encode(),
                ann));
    assertThat(edited.getString("editedAt")).isNotNull();
    client.post(path("/messages"), new JsonObject().put("text", "ok").put("replyTo", 1), ann);
    assertThat(client.send("DELETE", path("/messages/1"), null, ann).statusCode()).isEqualTo(204);
    assertThat(client.send("DELETE", path("/messages/1"), null, ann).statusCode()).isEqualTo(404);

    var items = json(client.get(path("/messages"), ann)).getJsonArray("items");
    assertThat(items.getJsonObject(0).getJsonObject("replyTo").getString("text"))
        .isEqualTo("meet at noon");
    assertThat(items.getJsonObject(1).getString("deletedAt")).isNotNull();
  }

  @Test
  void pages_newestFirst() {
    say("one");
    say("two");
    say("three");
    JsonObject first = json(client.get(path("/messages?limit=2"), ann));
    assertThat(first.getJsonArray("items").getJsonObject(0).getString("text")).isEqualTo("three");
    JsonObject second =
        json(client.get(path("/messages?limit=2&cursor=" + first.getString("next")), ann));
    assertThat(second.getJsonArray("items")).hasSize(1);
    assertThat(second.containsKey("next")).isFalse();
    assertThat(client.get(path("/messages?cursor=nonsense"), ann).statusCode()).isEqualTo(400);
  }

  @Test
  void doesNotExist_forWhoMayNotSeeIt() {
    say("secret");
    meeting = "0".repeat(32);
    assertThat(client.get(path("/messages"), ann).statusCode()).isEqualTo(404);
    assertThat(client.post(path("/messages"), new JsonObject().put("text", "x"), ann).statusCode())
        .isEqualTo(404);
    assertThat(client.send("DELETE", path("/messages/1"), null, ann).statusCode()).isEqualTo(404);
    assertThat(client.get(path("/sessions"), ann).statusCode()).isEqualTo(404);
    assertThat(client.open(path("/events"), ann)).isEqualTo(404);
  }

  @Test
  @Tag("S-4")
  void rejectsWhatIsNoMessage() {
    for (String body :
        List.of(
            "{}",
            "{\"text\":\" \"}",
            "{\"text\":7}",
            "{\"text\":\"x\",\"replyTo\":0}",
            "{\"location\":{\"latitude\":91,\"longitude\":0}}",
            "{\"attachment\":{}}",
            "{\"text\":\"" + "x".repeat(4_001) + "\"}")) {
      assertThat(client.send("POST", path("/messages"), body, ann).statusCode())
          .as(body)
          .isEqualTo(400);
    }
    assertThat(client.send("DELETE", path("/messages/x"), null, ann).statusCode()).isEqualTo(404);
  }

  @Test
  @Tag("M-10")
  void tellsWhatChanges_andWhatWasMissed() {
    say("before");
    try (Events events = new Events(path("/events"), ann)) {
      assertThat(events.next()).containsEntry("event", "ready").containsEntry("id", "1");
      say("now");
      Map<String, String> message = events.next();
      assertThat(message).containsEntry("event", "message").containsEntry("id", "2");
      assertThat(new JsonObject(message.get("data")).getString("text")).isEqualTo("now");
      client.visit(code, annToken);
      assertThat(events.next().get("data")).isEqualTo("{\"running\":true}");
    }
    try (Events again = new Events(path("/events"), ann[0], ann[1], "Last-Event-ID", "1")) {
      assertThat(again.next()).containsEntry("event", "ready");
      assertThat(again.next()).containsEntry("event", "message").containsEntry("id", "2");
      assertThat(again.next()).containsEntry("event", "live").containsEntry("id", "3");
    }
  }

  @Test
  @Tag("M-10")
  void tellsOfFiles_insideAndOutside() {
    try (Events events = new Events(path("/events"), ann);
        LiveSeat seat = LiveSeat.user(client, code, annToken)) {
      String file = upload("plan.txt");
      assertThat(seat.await("file").getString("file")).isEqualTo(file);
      JsonObject attached = new JsonObject().put("file", file);
      client.post(path("/messages"), new JsonObject().put("attachment", attached), ann);
      assertThat(card(seat.await("chat"))).containsKey("file");

      client.send("DELETE", path("/files/" + file), null, ann);
      assertThat(card(seat.await("chat-changed"))).doesNotContainKeys("file", "name");
      assertThat(seat.await("file").getString("file")).isEqualTo(file);

      assertThat(events.until("file").get("data")).contains(file);
      assertThat(events.until("message").get("data")).contains(file);
      assertThat(events.until("message").get("data")).doesNotContain(file);
      assertThat(events.until("file").get("data")).contains(file);
    }
  }

  private static Map<String, Object> card(JsonObject chat) {
    return chat.getJsonObject("message").getJsonObject("attachment").getMap();
  }

  private String upload(String name) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(client.base() + path("/files?name=" + name)))
            .headers("Content-Type", "text/plain", ann[0], ann[1])
            .POST(HttpRequest.BodyPublishers.ofString("what is in it"))
            .build();
    try {
      HttpResponse<String> answer =
          client.http().send(request, HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).isEqualTo(201);
      return json(answer).getString("id");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  @Tag("I-4e")
  void streamEnds_whenItsSignInDoes() {
    HttpResponse<String> signedIn =
        client.post(
            "/api/v1/sign-in",
            new JsonObject().put("email", "ann@acme.example").put("password", PASSWORD));
    String bearer = "Bearer " + json(signedIn).getString("accessToken");
    try (Events events = new Events(path("/events"), "Authorization", bearer)) {
      events.next();
      client.post("/api/v1/sign-out", null, "Cookie", Client.cookie(signedIn));
      assertThat(events.next()).isEqualTo(Map.of("end", ""));
    }
  }

  @Test
  void tellsOfSessions_howLongAndWithWhom() {
    client.visit(code, annToken);
    JsonObject session =
        json(client.get(path("/sessions"), ann)).getJsonArray("items").getJsonObject(0);
    assertThat(session.getInteger("seats")).isEqualTo(1);
    assertThat(session.getJsonArray("people").getJsonObject(0).getString("name")).isEqualTo("Ann");
    assertThat(session.containsKey("endedAt")).isFalse();
  }

  /** A stream of events, read line by line on a thread of its own. */
  private static final class Events implements AutoCloseable {
    private final BlockingQueue<Map<String, String>> told = new LinkedBlockingQueue<>();
    private final HttpClient http = HttpClient.newHttpClient();

    Events(String path, String... headers) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(client.base() + path)).headers(headers).build();
      Thread.ofVirtual().start(() -> read(request));
    }

    private void read(HttpRequest request) {
      Map<String, String> event = new java.util.HashMap<>();
      try (BufferedReader lines =
          new BufferedReader(
              new InputStreamReader(
                  http.send(request, HttpResponse.BodyHandlers.ofInputStream()).body(),
                  StandardCharsets.UTF_8))) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          int colon = line.indexOf(':');
          if (colon > 0) {
            event.put(line.substring(0, colon), line.substring(colon + 1).strip());
          } else if (line.isEmpty() && !event.isEmpty()) {
            told.add(Map.copyOf(event));
            event.clear();
          }
        }
      } catch (IOException closed) {
        // As an end does.
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
      told.add(Map.of("end", ""));
    }

    Map<String, String> next() {
      try {
        Map<String, String> event = told.poll(10, TimeUnit.SECONDS);
        assertThat(event).as("an event").isNotNull();
        return event;
      } catch (InterruptedException e) {
        throw new UncheckedIOException(new IOException(e));
      }
    }

    /** The next event of this name; others before it are dropped. */
    Map<String, String> until(String name) {
      Map<String, String> event = next();
      while (!name.equals(event.get("event"))) {
        event = next();
      }
      return event;
    }

    @Override
    public void close() {
      http.shutdownNow();
    }
  }
}
