package io.plenum.node;

import static io.plenum.node.Client.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.plenum.AuditCommandLine;
import io.plenum.storage.crypto.MasterKeyFile;
import io.plenum.storage.crypto.SigningKeyFile;
import io.plenum.storage.database.Database;
import io.plenum.storage.database.DatabaseConfig;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit log of a whole node, over REST and on the command line. */
class AuditNodeTest {
  private static final String PASSWORD = "Correct-horse-1";
  private static final String TOKEN = "a set-up token for tests";

  @TempDir Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));
  private final Map<String, String> environment = new HashMap<>();
  private Node node;
  private Client client;
  private JsonObject ada;
  private String[] bearer;

  @BeforeEach
  void setUp() {
    environment.put("PLENUM_DATA_DIR", folder.resolve("data").toString());
    environment.put("PLENUM_HTTP_PORT", "0");
    environment.put("PLENUM_MEDIA_PORT", "0");
    environment.put("PLENUM_SETUP_TOKEN", TOKEN);
    environment.put("PLENUM_NODE_NAME", "node-1");
    start();
    JsonObject signedIn =
        json(
            client.post(
                "/api/v1/setup",
                new JsonObject()
                    .put("token", TOKEN)
                    .put("account", "Acme")
                    .put("name", "Ada")
                    .put("email", "ada@acme.example")
                    .put("password", PASSWORD)));
    ada = signedIn.getJsonObject("user");
    bearer = new String[] {"Authorization", "Bearer " + signedIn.getString("accessToken")};
  }

  private void start() {
    node = Node.start(Configuration.read(environment), now::get);
    client = new Client(node.httpPort());
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private List<JsonObject> list(String query) {
    HttpResponse<String> answer = client.get("/api/v1/audit" + query, bearer);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    List<JsonObject> items = new ArrayList<>();
    json(answer).getJsonArray("items").forEach(item -> items.add((JsonObject) item));
    return items;
  }

  private static List<String> kinds(List<JsonObject> entries) {
    return entries.stream().map(entry -> entry.getString("kind")).toList();
  }

  private String export(String query) {
    HttpResponse<String> answer = client.get("/api/v1/audit/export" + query, bearer);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private JsonObject addUser(String name, String email) {
    return json(client.post(
            "/api/v1/users",
            new JsonObject().put("name", name).put("email", email).put("role", "user"),
            bearer))
        .getJsonObject("user");
  }

  private int signIn(String email, String password) {
    return client
        .post("/api/v1/sign-in", new JsonObject().put("email", email).put("password", password))
        .statusCode();
  }

  @Test
  @Tag("A-1")
  void tellsWhoDidWhat_fromWhere_onWhichNode() {
    List<JsonObject> entries = list("");
    assertThat(kinds(entries)).containsExactly("sign-in", "user-added", "account-created");
    JsonObject signIn = entries.getFirst();
    assertThat(signIn.getString("actor")).isEqualTo(ada.getString("id"));
    assertThat(signIn.getString("node")).isEqualTo("node-1");
    assertThat(signIn.getString("at")).isEqualTo("2026-11-21T12:00:00.000Z");
    assertThat(signIn.getJsonObject("personal").getString("actor.name")).isEqualTo("Ada");
    assertThat(signIn.getJsonObject("personal").getString("actor.address"))
        .matches("127\\.0\\.0\\.1:\\d+");
  }

  @Test
  @Tag("A-1")
  void tellsOfFailedSignIns_withoutWhatWasTyped() {
    assertThat(signIn("ada@acme.example", "not-Ada's-1")).isEqualTo(401);
    assertThat(signIn("nobody@acme.example", "not-Ada's-1")).isEqualTo(401);

    List<JsonObject> failed = list("?kind=sign-in-failed");
    assertThat(failed).hasSize(1);
    assertThat(failed.getFirst().getString("subject")).isEqualTo(ada.getString("id"));
    assertThat(failed.getFirst().getString("actor")).isNull();
    assertThat(export("")).doesNotContain("not-Ada's-1").doesNotContain("nobody@acme");
  }

  @Test
  @Tag("A-2d")
  @Tag("X-21")
  void findsByTimePersonMeetingAndKind_andInPages() {
    now.updateAndGet(at -> at.plusSeconds(60));
    JsonObject bob = addUser("Bob", "bob@acme.example");
    now.updateAndGet(at -> at.plusSeconds(60));
    JsonObject meeting =
        json(client.post("/api/v1/meetings", new JsonObject().put("name", "Weekly"), bearer));

    assertThat(kinds(list("?from=2026-11-21T12:01:00Z")))
        .containsExactly("meeting-created", "user-added");
    assertThat(kinds(list("?from=2026-11-21T12:01:00Z&until=2026-11-21T12:02:00Z")))
        .containsExactly("user-added");
    assertThat(list("?from=2027-01-01T00:00:00Z")).isEmpty();
    assertThat(kinds(list("?person=" + bob.getString("id")))).containsExactly("user-added");
    assertThat(list("?person=" + ada.getString("id"))).hasSize(5);
    assertThat(kinds(list("?meeting=" + meeting.getString("id"))))
        .containsExactly("meeting-created");
    assertThat(list("?kind=user-added&person=" + ada.getString("id"))).hasSize(2);

    JsonObject first = json(client.get("/api/v1/audit?limit=2", bearer));
    assertThat(first.getJsonArray("items")).hasSize(2);
    List<JsonObject> second = list("?limit=2&cursor=" + first.getString("next"));
    assertThat(second).extracting(entry -> entry.getLong("seq")).containsExactly(3L, 2L);
    assertThat(client.get("/api/v1/audit?from=yesterday", bearer).statusCode()).isEqualTo(400);
    assertThat(client.get("/api/v1/audit/export?format=xml", bearer).statusCode()).isEqualTo(400);
  }

  @Test
  @Tag("A-2a")
  @Tag("A-2d")
  @Tag("X-21")
  void exportsWhatAnybodyCanVerify_withTheProgramOfTheHandbook() throws Exception {
    addUser("Bób \"quoted\" \u0001 \uD83D\uDE00", "bob@acme.example");
    Path file = Files.writeString(folder.resolve("export.jsonl"), export(""));
    assertThat(Files.readString(file)).contains("log-exported");
    assertThat(python(file)).isZero();

    String changed = Files.readString(file).replaceFirst("user-added", "user-taken");
    assertThat(python(Files.writeString(folder.resolve("changed.jsonl"), changed))).isEqualTo(1);
    String renamed = Files.readString(file).replaceFirst("\"value\":\"Ada\"", "\"value\":\"Eve\"");
    assertThat(python(Files.writeString(folder.resolve("renamed.jsonl"), renamed))).isEqualTo(1);
  }

  private int python(Path export) throws IOException, InterruptedException {
    String handbook = Files.readString(Path.of("../docs/audit.md"));
    int from = handbook.indexOf("```python\n") + "```python\n".length();
    Path program = folder.resolve("verify.py");
    Files.writeString(program, handbook.substring(from, handbook.indexOf("```\n", from)));
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/python3")), "missing tool: python3");
    Process process =
        new ProcessBuilder("/usr/bin/python3", program.toString(), export.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("python.out").toFile())
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @Test
  @Tag("A-2d")
  void writesNoFormulas_intoSpreadsheets() {
    addUser("=HYPERLINK(\"http://evil.test\")", "bob@acme.example");
    addUser("Eve,\"x\"", "eve@acme.example");

    List<String> lines = export("?format=csv").lines().toList();
    assertThat(lines.getFirst()).startsWith("\"seq\",\"at\",\"kind\"");
    assertThat(lines).hasSize(1 + 3 + 2 + 1);
    assertThat(lines.get(4)).contains(",\"'=HYPERLINK(\"\"http://evil.test\"\")\",");
    assertThat(lines.get(5)).contains(",\"Eve,\"\"x\"\"\",");
  }

  @Test
  @Tag("I-1a")
  void showsAnotherAccountNothing() {
    stop();
    write("UPDATE audit_entry SET account_id = 'other' WHERE account_id <> 'server'");
    start();

    assertThat(list("")).isEmpty();
    assertThat(list("?person=" + ada.getString("id"))).isEmpty();
    assertThat(export("").lines()).hasSize(1);
  }

  /** As somebody who has the key and the file, while nothing runs. */
  private void write(String sql) {
    SecureRandom random = new SecureRandom();
    Path data = folder.resolve("data");
    try (Database database =
        Database.open(
            new DatabaseConfig(
                data, MasterKeyFile.beside(data).readOrCreate(data, random), random))) {
      assertThat(database.<Integer>write(handle -> handle.execute(sql))).isPositive();
    }
  }

  @Test
  @Tag("A-2a")
  @Tag("A-2b")
  @Tag("X-21")
  void isVerifiedBesideARunningServer_andWithoutOne() throws IOException {
    assertThat(AuditCommandLine.verify(environment)).contains("The audit log is whole.", "exit 0");
    JsonObject verdict = json(client.get("/api/v1/audit/verification", bearer));
    assertThat(verdict.getBoolean("whole")).isTrue();
    assertThat(verdict.getInteger("to")).isEqualTo(3);
    stop();
    // The server signed when it stopped.
    List<String> statements = statements();
    assertThat(statements).anyMatch(line -> line.contains("\"seq\":3"));
    assertThat(AuditCommandLine.verify(environment)).contains("exit 0");

    write("DELETE FROM audit_entry WHERE seq = 3 AND kind = 'sign-in'");
    write("UPDATE audit_entry SET actor = 'eve' WHERE seq = 1 AND kind = 'account-created'");
    assertThat(AuditCommandLine.verify(environment))
        .contains("entry 1 is not what was written")
        .contains("entry 3 was removed")
        .contains("THE AUDIT LOG IS NOT WHOLE.", "exit 1");
    start();
    JsonArray findings =
        json(client.get("/api/v1/audit/verification", bearer)).getJsonArray("findings");
    assertThat(findings.stream().map(finding -> ((JsonObject) finding).getString("kind")))
        .contains("changed");
  }

  private List<String> statements() throws IOException {
    try (var files = Files.list(folder.resolve("data.audit"))) {
      List<String> lines = new ArrayList<>();
      for (Path file : files.filter(one -> one.toString().endsWith(".jsonl")).toList()) {
        lines.addAll(Files.readAllLines(file));
      }
      return lines;
    }
  }

  @Test
  @Tag("A-2b")
  void isVerifiedByCheckpointsAndKeys_thatWereKeptElsewhere() throws IOException {
    stop();
    String mine =
        statements().stream().filter(line -> line.contains("\"seq\":3")).findFirst().orElseThrow();
    Path kept = Files.writeString(folder.resolve("kept.jsonl"), mine + "\n");
    write("UPDATE audit_entry SET actor = 'eve' WHERE seq = 1 AND kind = 'account-created'");
    assertThat(AuditCommandLine.verify(environment, "--since", kept.toString())).contains("exit 0");

    Path other = folder.resolve("other.pem");
    Files.writeString(
        other, SigningKeyFile.pem(SigningKeyFile.generate(new SecureRandom()).getPublic()));
    assertThat(AuditCommandLine.verify(environment, "--key", other.toString()))
        .contains("signed by the unknown key", "exit 1");

    Files.writeString(kept, mine.replace("\"seq\":3", "\"seq\":2") + "\nmore\n");
    assertThat(AuditCommandLine.verify(environment, "--since", kept.toString()))
        .contains("does not bear the signature", "exit 1");
  }

  @Test
  void saysThatItCouldNotVerify_whenThereIsNothing() {
    Map<String, String> nowhere = new HashMap<>(environment);
    nowhere.put("PLENUM_DATA_DIR", folder.resolve("nowhere").toString());
    assertThat(AuditCommandLine.verify(nowhere)).contains("PLENUM_DATA_DIR", "exit 2");
    assertThat(folder.resolve("nowhere")).doesNotExist();
    assertThat(folder.resolve("nowhere.key")).doesNotExist();
  }

  @Test
  @Tag("A-2b")
  void refusesAPlaceForCheckpoints_insideTheData() {
    stop();
    environment.put("PLENUM_AUDIT_CHECKPOINT_DIR", folder.resolve("data/audit").toString());
    assertThatThrownBy(this::start).hasMessageContaining("lies inside the data folder");
    environment.remove("PLENUM_AUDIT_CHECKPOINT_DIR");
    start();
  }

  @Test
  @Tag("A-1")
  void tellsWhatChangedInTheConfiguration_beforeAndAfter() {
    stop();
    environment.put("PLENUM_METRICS_ALLOWED", "127.0.0.1");
    environment.put("PLENUM_SETUP_TOKEN", "another token, which nobody sees");
    start();
    stop();

    List<String> facts = serverFacts("configuration-changed");
    assertThat(facts)
        .containsExactly(
            "{\"changes\":{\"metrics-allowed\":"
                + "{\"after\":\"127.0.0.1\",\"before\":\"127.0.0.0/8,::1\"}}}");
    assertThat(serverFacts("node-stopped")).hasSize(2);
    assertThat(serverFacts("node-started")).hasSize(2).noneMatch(one -> one.contains("another"));
    start();
  }

  private List<String> serverFacts(String kind) {
    SecureRandom random = new SecureRandom();
    Path data = folder.resolve("data");
    try (Database database =
        Database.openToRead(
            new DatabaseConfig(
                data, MasterKeyFile.beside(data).readOrCreate(data, random), random))) {
      return database.read(
          handle ->
              handle
                  .createQuery(
                      "SELECT facts FROM audit_entry WHERE account_id = 'server' AND kind = ?")
                  .bind(0, kind)
                  .mapTo(String.class)
                  .list());
    }
  }

  @Test
  @Tag("A-1")
  void tellsOfALiveSession_andFromWhere() {
    JsonObject meeting =
        json(client.post("/api/v1/meetings", new JsonObject().put("name", "Weekly"), bearer));
    client.visit(meeting.getString("accessCode"), bearer[1].substring("Bearer ".length()));

    List<JsonObject> entries = list("?meeting=" + meeting.getString("id"));
    assertThat(kinds(entries))
        .containsExactly("seat-admitted", "session-started", "meeting-created");
    assertThat(entries.getFirst().getJsonObject("personal").getString("actor.address"))
        .matches("127\\.0\\.0\\.1:\\d+");
  }
}
