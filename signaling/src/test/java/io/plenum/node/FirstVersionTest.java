package io.plenum.node;

import static io.plenum.node.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.storage.crypto.MasterKey;
import io.plenum.storage.database.Database;
import io.plenum.storage.database.DatabaseConfig;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The data folder that the server wrote when it could meet people and no more (migrations 1 to 3):
 * one account, one user, one meeting whose session runs, one chat message. It is never made anew:
 * every later version must open it.
 */
class FirstVersionTest {
  private static final String CODE = "379110038";

  @TempDir Path home;

  @BeforeEach
  void takeOutOfTheArchive() throws IOException {
    Files.createDirectories(home.resolve("data"));
    for (String name : new String[] {"master.key", "data/database.key", "data/plenum.db"}) {
      String resource = "/first-version/" + name.replace("data/", "");
      try (InputStream in = FirstVersionTest.class.getResourceAsStream(resource)) {
        Files.copy(in, home.resolve(name));
      }
    }
  }

  private Node start() {
    return Node.start(
        Configuration.read(
            Map.of(
                "PLENUM_DATA_DIR",
                home.resolve("data").toString(),
                "PLENUM_MASTER_KEY_FILE",
                home.resolve("master.key").toString(),
                "PLENUM_HTTP_PORT",
                "0",
                "PLENUM_MEDIA_PORT",
                "0")));
  }

  @Test
  void opensWhatTheFirstVersionWrote() throws IOException {
    try (Node node = start()) {
      Client client = new Client(node.httpPort());
      assertThat(node.setupLink()).isEmpty();
      HttpResponse<String> signedIn =
          client.post(
              "/api/v1/sign-in",
              new JsonObject().put("email", "ada@acme.example").put("password", "Engine#1843"));
      assertThat(signedIn.statusCode()).as(signedIn.body()).isEqualTo(200);
      String bearer = "Bearer " + json(signedIn).getString("accessToken");
      JsonObject meeting =
          json(client.get("/api/v1/meetings", "Authorization", bearer))
              .getJsonArray("items")
              .getJsonObject(0);
      assertThat(meeting.getString("name")).isEqualTo("Weekly");
      assertThat(meeting.getString("accessCode")).isEqualTo(CODE);
      assertThat(json(client.get("/api/v1/join/" + CODE)).getString("name")).isEqualTo("Weekly");
    }
    assertThat(chat()).isEqualTo("written by the first version");
  }

  private String chat() throws IOException {
    MasterKey key = MasterKey.parse(Files.readString(home.resolve("master.key")), "the test");
    try (Database database =
        Database.open(new DatabaseConfig(home.resolve("data"), key, new SecureRandom()))) {
      return database.read(
          handle -> handle.createQuery("SELECT text FROM chat_message").mapTo(String.class).one());
    }
  }
}
