package io.plenum.node;

import static io.plenum.node.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a whole node tells a webhook. */
class WebhookNodeTest {

  /** Far above what the outbox and a call on one machine take. */
  private static final long PATIENCE_SECONDS = 20;

  @TempDir Path folder;
  private final BlockingQueue<JsonObject> events = new LinkedBlockingQueue<>();
  private HttpServer receiver;
  private Node node;
  private Client client;
  private String accessToken;
  private String userId;

  @BeforeEach
  void start() throws IOException {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/", this::take);
    receiver.start();
    node =
        Node.start(
            Configuration.read(
                FirstStart.environment(folder, "PLENUM_WEBHOOKS_ALLOW", "127.0.0.0/8")));
    client = new Client(node.httpPort());
    JsonObject signedIn = json(FirstStart.setUp(client));
    accessToken = signedIn.getString("accessToken");
    userId = signedIn.getJsonObject("user").getString("id");
  }

  @AfterEach
  void stop() {
    node.close();
    receiver.stop(0);
  }

  private void take(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(204, -1);
    exchange.close();
    events.add(new JsonObject(body));
  }

  private JsonObject post(String path, JsonObject body) {
    return json(client.post(path, body, "Authorization", "Bearer " + accessToken));
  }

  private void listenTo(String... types) {
    JsonArray names = new JsonArray();
    for (String type : types) {
      names.add(type);
    }
    post(
        "/api/v1/webhooks",
        new JsonObject()
            .put("url", "http://127.0.0.1:" + receiver.getAddress().getPort() + "/")
            .put("events", names));
  }

  /** The data of the next event, which must be of this type. */
  private JsonObject next(String type) throws InterruptedException {
    JsonObject event = events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    assertThat(event).as("an event %s", type).isNotNull();
    assertThat(event.getString("type")).isEqualTo(type);
    return event.getJsonObject("data");
  }

  @Test
  void tellsOfANewUser() throws InterruptedException {
    listenTo("user.created");
    JsonObject charles =
        new JsonObject()
            .put("name", "Charles")
            .put("email", "charles@acme.example")
            .put("role", "user");
    String id = post("/api/v1/users", charles).getJsonObject("user").getString("id");
    assertThat(next("user.created")).isEqualTo(new JsonObject().put("userId", id));
  }

  @Test
  void tellsOfASessionAndWhoCame() throws InterruptedException {
    listenTo("participant.joined");
    JsonObject meeting = post("/api/v1/meetings", new JsonObject().put("name", "Weekly"));
    String seat = client.visit(meeting.getString("accessCode"), accessToken).getString("seat");
    JsonObject joined = next("participant.joined");
    assertThat(joined.getString("meetingId")).isEqualTo(meeting.getString("id"));
    assertThat(joined.getString("seatId")).isEqualTo(seat);
    assertThat(joined.getString("userId")).isEqualTo(userId);
    assertThat(joined.getString("kind")).isEqualTo("registered");
  }
}
