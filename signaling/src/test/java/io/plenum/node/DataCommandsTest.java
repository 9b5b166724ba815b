package io.plenum.node;

import static io.plenum.node.Client.json;
import static io.plenum.node.FirstStart.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.storage.StorageRefused;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Backup and restore of a whole server, by what the commands call. */
@Tag("V-4")
class DataCommandsTest {
  @TempDir Path home;

  private Map<String, String> environment(String folder) {
    Map<String, String> environment = FirstStart.environment(home.resolve(folder));
    environment.put("PLENUM_MASTER_KEY_FILE", home.resolve("master.key").toString());
    return environment;
  }

  private static void setUp(Node node) {
    new Client(node.httpPort()).post("/api/v1/setup", FirstStart.body());
  }

  private static HttpResponse<String> signIn(Node node) {
    return new Client(node.httpPort())
        .post(
            "/api/v1/sign-in",
            new JsonObject().put("email", "ada@acme.example").put("password", PASSWORD));
  }

  @Test
  void bringsAServerBack_fromABackupOfARunningOne() {
    Path file = home.resolve("plenum.backup");
    String token;
    try (Node node = Node.start(Configuration.read(environment("data")))) {
      setUp(node);
      token = json(signIn(node)).getString("accessToken");
      assertThat(DataCommands.backup(environment("data"), file)).contains("made and checked");
      assertThat(signIn(node).statusCode()).isEqualTo(200);
    }
    assertThat(DataCommands.check(environment("data"), file)).contains("is whole");
    assertThat(DataCommands.restore(environment("elsewhere"), file, false))
        .contains("Restored to")
        .contains("elsewhere");
    try (Node node = Node.start(Configuration.read(environment("elsewhere")))) {
      assertThat(node.setupLink()).isEmpty();
      // The key that signs tokens came along.
      assertThat(
              new Client(node.httpPort())
                  .get("/api/v1/me", "Authorization", "Bearer " + token)
                  .statusCode())
          .isEqualTo(200);
      assertThat(signIn(node).statusCode()).isEqualTo(200);
    }
    assertThatThrownBy(() -> DataCommands.restore(environment("data"), file, false))
        .isInstanceOf(StorageRefused.class)
        .hasMessageContaining("--replace");
  }

  @Test
  void asksForTheMasterKey_insteadOfMakingOne() throws IOException {
    Path file = Files.createFile(home.resolve("plenum.backup"));
    assertThatThrownBy(() -> DataCommands.restore(environment("data"), file, false))
        .isInstanceOf(StorageRefused.class)
        .hasMessageContaining("There is no master key in " + home.resolve("master.key"))
        .hasMessageContaining("PLENUM_MASTER_KEY_FILE");
    assertThat(home.resolve("master.key")).doesNotExist();
  }

  @Test
  void namesTheToolsOfPostgres_whenRowsAreThere() {
    Map<String, String> environment = environment("data");
    environment.put("PLENUM_DATABASE_URL", "postgresql://127.0.0.1/plenum");
    environment.put("PLENUM_DATABASE_USER", "plenum");
    assertThatThrownBy(() -> DataCommands.backup(environment, home.resolve("x")))
        .isInstanceOf(StorageRefused.class)
        .hasMessageContaining("pg_dump")
        .hasMessageContaining("docs/database.md");
    assertThatThrownBy(() -> DataCommands.restore(environment, home.resolve("x"), false))
        .hasMessageContaining("pg_restore");
  }

  @Test
  void makesABackupByItself_whenOneIsDue() throws Exception {
    Map<String, String> environment = environment("data");
    environment.put("PLENUM_BACKUP_FOLDER", home.resolve("backups").toString());
    environment.put("PLENUM_BACKUP_DAILY_AT", "03:30");
    AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));
    Path expected = home.resolve("backups/plenum-20261121T120000Z.backup");
    try (Node node = Node.start(Configuration.read(environment), now::get)) {
      assertThat(node.httpPort()).isPositive();
      while (!Files.exists(expected)) {
        Thread.sleep(50);
      }
    }
    assertThat(DataCommands.check(environment, expected)).contains("is whole");
  }

  @ParameterizedTest
  @CsvSource({
    "2026-11-21T12:00:00Z, UTC, 2026-11-21T03:30:00Z",
    "2026-11-21T03:30:00Z, UTC, 2026-11-21T03:30:00Z",
    "2026-11-21T03:29:59Z, UTC, 2026-11-20T03:30:00Z",
    "2026-11-21T12:00:00Z, Asia/Tokyo, 2026-11-20T18:30:00Z",
    // The day on which the clock goes forward, and back.
    "2026-03-29T12:00:00Z, Europe/Berlin, 2026-03-29T01:30:00Z",
    "2026-10-25T12:00:00Z, Europe/Berlin, 2026-10-25T02:30:00Z"
  })
  void knowsWhenABackupWasDue(Instant now, String zone, Instant due) {
    assertThat(ScheduledBackups.lastDue(now, LocalTime.of(3, 30), ZoneId.of(zone))).isEqualTo(due);
  }
}
