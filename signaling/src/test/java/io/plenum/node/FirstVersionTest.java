package io.plenum.node;

import static io.plenum.node.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Today's server on the data of the first version, which knew accounts, users, meetings and chat
 * (migrations V1 to V3). The folder in first-version was written by the server of commit 5ca8eff:
 * an account with two users, two meetings, and in one of them a session in which the organizer and
 * a guest each said something.
 */
class FirstVersionTest {
  private static final String PASSWORD = "Correct-Horse_7";

  @TempDir private Path folder;
  private String masterKey;

  @BeforeEach
  void copyData() throws IOException {
    Path data = Files.createDirectory(folder.resolve("data"));
    for (String name : new String[] {"plenum.db", "database.key"}) {
      Files.write(data.resolve(name), resource(name));
    }
    masterKey = new String(resource("master-key.txt"), StandardCharsets.US_ASCII);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = FirstVersionTest.class.getResourceAsStream("/first-version/" + name)) {
      return in.readAllBytes();
    }
  }

  private Node start() {
    return Node.start(
        Configuration.read(FirstStart.environment(folder, "PLENUM_MASTER_KEY", masterKey)));
  }

  @Test
  @Tag("M-1a")
  void servesWhatTheFirstVersionKept_andGoesOnFromThere() {
    try (Node node = start()) {
      Client client = new Client(node.httpPort());
      String[] olga = signIn(client, "olga@example.org");
      JsonObject weekly = weekly(client, olga);
      assertThat(weekly.getString("accessCode")).isEqualTo("415908049");
      String path = "/api/v1/meetings/" + weekly.getString("id");

      JsonArray messages = items(client.get(path + "/messages", olga));
      assertThat(messages).hasSize(2);
      assertThat(messages.getJsonObject(0).getString("text"))
          .isEqualTo("answered by a guest: \u5b57 \ud83d\ude00");
      assertThat(messages.getJsonObject(1).getString("name")).isEqualTo("Olga Organizer");
      assertThat(items(client.get(path + "/sessions", olga)).getJsonObject(0).getInteger("seats"))
          .isEqualTo(2);
      assertThat(items(client.get("/api/v1/search/meetings?text=answered", olga))).hasSize(1);
      assertThat(items(client.get("/api/v1/search/meetings?text=nobody+came", olga))).hasSize(1);

      String[] rudi = signIn(client, "rudi@example.org");
      JsonObject said =
          json(client.post(path + "/messages", new JsonObject().put("text", "and today"), rudi));
      assertThat(said.getLong("id")).isEqualTo(3);
      String token = rudi[1].substring("Bearer ".length());
      assertThat(client.visit("415908049", token).getString("state")).isEqualTo("admitted");
    }
    try (Node again = start()) {
      Client client = new Client(again.httpPort());
      String[] olga = signIn(client, "olga@example.org");
      String path = "/api/v1/meetings/" + weekly(client, olga).getString("id");
      assertThat(items(client.get(path + "/messages", olga))).hasSize(3);
    }
  }

  private static JsonObject weekly(Client client, String... headers) {
    JsonArray meetings = items(client.get("/api/v1/meetings", headers));
    assertThat(meetings).hasSize(2);
    return meetings.stream()
        .map(JsonObject.class::cast)
        .filter(meeting -> meeting.getString("name").equals("Weekly of the first days"))
        .findAny()
        .orElseThrow();
  }

  private static String[] signIn(Client client, String email) {
    JsonObject body = new JsonObject().put("email", email).put("password", PASSWORD);
    return FirstStart.bearer(client.post("/api/v1/sign-in", body));
  }

  private static JsonArray items(HttpResponse<String> answer) {
    return json(answer).getJsonArray("items");
  }
}
