package io.plenum.node;

import static io.plenum.node.Client.cookie;
import static io.plenum.node.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.FileAppender;
import io.plenum.hostile.Forms;
import io.plenum.storage.crypto.MasterKeyFile;
import io.plenum.storage.database.Database;
import io.plenum.storage.database.DatabaseConfig;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/**
 * What people say, file, and sign in with is looked for in every byte that a server leaves on the
 * disk: database and its journals, objects, backups, and the log at its most talkative.
 */
class SecretsAtRestTest {
  private static final String MEETING = "Zebrafalcon acquisition";
  private static final String MESSAGE = "The zebrafalcon costs nine millions";
  private static final String EDITED = "The zebrafalcon costs ten millions after all";
  private static final String CONTENT = "signed by the zebrafalcon herself, in blood";
  private static final String INVITED = "carla.quince@elsewhere.example";
  private static final String GUEST = "Gus Quince the stranger";
  private static final Pattern GIVEN = Pattern.compile("Password: (\\S+)");

  @TempDir Path folder;
  private final Map<String, String> secrets = new LinkedHashMap<>();
  private final Map<Logger, Level> quiet = new LinkedHashMap<>();
  private FileAppender<ILoggingEvent> log;
  private Node node;
  private Client client;
  private String ada;

  /** Everything is logged that can be, but for what the shipped logback.xml keeps silent. */
  @BeforeEach
  void listen() {
    Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
    log = new FileAppender<>();
    log.setContext(root.getLoggerContext());
    log.setFile(folder.resolve("plenum.log").toString());
    PatternLayoutEncoder encoder = new PatternLayoutEncoder();
    encoder.setContext(root.getLoggerContext());
    encoder.setPattern("%d %level %logger %msg%n%ex");
    encoder.start();
    log.setEncoder(encoder);
    log.start();
    root.addAppender(log);
    level(root, Level.TRACE);
    for (String silent : List.of("org.flywaydb", "io.netty", "io.micrometer")) {
      level((Logger) LoggerFactory.getLogger(silent), Level.WARN);
    }
  }

  private void level(Logger logger, Level level) {
    quiet.put(logger, logger.getLevel());
    logger.setLevel(level);
  }

  @AfterEach
  void stop() {
    quiet.forEach(Logger::setLevel);
    ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).detachAppender(log);
    log.stop();
    node.close();
  }

  private Map<String, String> environment() {
    return FirstStart.environment(
        folder,
        "PLENUM_MAIL_HOST",
        "127.0.0.1",
        // Nobody listens there: the letters stay in the outbox.
        "PLENUM_MAIL_PORT",
        "9",
        "PLENUM_MAIL_TLS",
        "none",
        "PLENUM_MAIL_FROM",
        "Plenum <meet@example.org>",
        "PLENUM_WEBHOOKS_ALLOW",
        "127.0.0.0/8");
  }

  private void start() {
    node = Node.start(Configuration.read(environment()));
    client = new Client(node.httpPort());
  }

  private JsonObject post(String path, JsonObject body, String... headers) {
    String[] all =
        Stream.concat(Stream.of("Authorization", ada), Stream.of(headers)).toArray(String[]::new);
    HttpResponse<String> answer = client.post("/api/v1" + path, body, all);
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return json(answer);
  }

  private String secret(String name, String text) {
    secrets.put(name, text);
    return text;
  }

  @Test
  @Tag("S-3a")
  @Tag("S-6b")
  void nothingThatAnybodySaidOrFiled_isReadableOnTheDisk() throws IOException {
    start();
    signIn();
    String meeting = plant();
    use(meeting);
    DataCommands.backup(environment(), folder.resolve("plenum.backup"));
    // As a killed server leaves it: the journals are there, and what was not yet written back.
    assertThat(found()).isEmpty();
    node.close();
    start();
    use(meeting);
    assertThat(found()).isEmpty();
    node.close();
    start();
    assertThat(found()).isEmpty();
    assertThat(Files.size(folder.resolve("plenum.log"))).isGreaterThan(10_000);
  }

  private void signIn() {
    HttpResponse<String> signedIn = FirstStart.setUp(client);
    secret("password", FirstStart.PASSWORD);
    secret("set-up token", FirstStart.TOKEN);
    String token = secret("access token", json(signedIn).getString("accessToken"));
    secret("signature of the access token", token.substring(token.lastIndexOf('.') + 1));
    HttpResponse<String> renewed = client.post("/api/v1/refresh", null, "Cookie", cookie(signedIn));
    for (HttpResponse<String> answer : List.of(signedIn, renewed)) {
      String cookie = cookie(answer);
      secret("refresh token " + secrets.size(), cookie.substring(cookie.indexOf('=') + 1));
    }
    ada = "Bearer " + token;
  }

  /** One of everything; returns the meeting's id. */
  private String plant() {
    JsonObject made =
        post("/meetings", named(secret("meeting name", MEETING)), "Idempotency-Key", "a");
    String in = "/meetings/" + made.getString("id");
    post(in + "/messages", new JsonObject().put("text", secret("message", MESSAGE)));
    client.send(
        "PATCH",
        "/api/v1" + in + "/messages/1",
        new JsonObject().put("text", secret("edited message", EDITED)).encode(),
        "Authorization",
        ada);
    String content = (secret("file content", CONTENT) + "\n").repeat(5_000);
    post(in + "/files?name=blood.txt", new JsonObject().put("text", content));
    JsonObject invited = new JsonObject().put("email", secret("mail address", INVITED));
    post(in + "/invites", new JsonObject().put("invite", new JsonArray().add(invited)));
    JsonObject machine =
        post("/clients", named("Machine").put("scopes", new JsonArray().add("meetings:read")));
    secret("client secret", machine.getString("secret"));
    secret(
        "machine's token",
        client.machineToken(machine.getString("id"), machine.getString("secret")));
    JsonObject hook =
        new JsonObject()
            .put("url", "https://127.0.0.1:9/")
            .put("events", new JsonArray().add("chat.message"));
    String webhook = post("/webhooks", hook, "Idempotency-Key", "b").getString("secret");
    secret("webhook secret", webhook.substring("whsec_".length()));
    String feed = post("/calendar/feed", null).getString("url");
    secret("calendar feed", feed.substring(feed.lastIndexOf('/') + 1).replace(".ics", ""));
    post("/users", named("Charles").put("email", "charles@acme.example").put("role", "user"));
    secret("generated password", mailed(GIVEN));
    secret("mail text", mailed(Pattern.compile("(\\S[^\"\\\\]{20,60})")));
    live(made.getString("accessCode"));
    return made.getString("id");
  }

  private static JsonObject named(String name) {
    return new JsonObject().put("name", name);
  }

  private void live(String code) {
    try (LiveSeat host = LiveSeat.user(client, code, ada.substring("Bearer ".length()));
        LiveSeat guest =
            LiveSeat.admittedGuest(client, code, secret("guest's name", GUEST), host)) {
      secret("seat's secret", host.token());
      secret("guest's secret", guest.token());
      String said = secret("said live", "What the zebrafalcon said in the room");
      guest.send(new JsonObject().put("type", "chat").put("text", said));
      host.await("chat");
    }
  }

  /** A part of the text of the letter that waits for the new user. */
  private String mailed(Pattern part) {
    SecureRandom random = new SecureRandom();
    Path data = folder.resolve("data");
    DatabaseConfig config =
        new DatabaseConfig(data, MasterKeyFile.beside(data).readOrCreate(data, random), random);
    try (Database look = Database.openToRead(config)) {
      String content =
          look.read(
              handle ->
                  handle
                      .createQuery(
                          "SELECT content FROM outbox WHERE content LIKE '%Password: %' LIMIT 1")
                      .mapTo(String.class)
                      .one());
      Matcher matcher = part.matcher(new JsonObject(content).getString("text"));
      assertThat(matcher.find()).as("%s in %s", part, content).isTrue();
      return matcher.group(1);
    }
  }

  /** What reads and searches, and what is refused and therefore logged. */
  private void use(String meeting) {
    JsonObject wrong =
        new JsonObject().put("email", "ada@acme.example").put("password", "Zebrafalcon#1843");
    secret("wrong password", "Zebrafalcon#1843");
    client.post("/api/v1/sign-in", wrong);
    client.send("POST", "/api/v1/sign-in", wrong.encode() + "}");
    client.send("POST", "/api/v1/sign-in", wrong.put("email", 5).encode());
    for (String path :
        List.of(
            "/search/meetings?text=zebrafalcon",
            "/search/meetings?participant=quince",
            "/meetings/" + meeting + "/messages",
            "/meetings/" + meeting + "/files",
            "/audit",
            "/audit/export?format=csv",
            "/account")) {
      assertThat(client.get("/api/v1" + path, "Authorization", ada).statusCode()).isEqualTo(200);
    }
  }

  /** Which secret lies in which file. */
  private Map<String, String> found() throws IOException {
    Map<String, String> found = new TreeMap<>();
    List<Path> files;
    try (Stream<Path> all = Files.walk(folder)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    assertThat(files).anyMatch(file -> file.endsWith("plenum.db")).hasSizeGreaterThan(4);
    for (Path file : files) {
      byte[] bytes = Files.readAllBytes(file);
      secrets.forEach(
          (name, text) -> {
            if (Forms.anyIn(bytes, Forms.of(text))) {
              found.put(name + " in " + folder.relativize(file), text);
            }
          });
    }
    return found;
  }
}
