package io.plenum.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A real Keycloak on a free port of loopback, with the realm of {@code keycloak/acme-realm.json},
 * its rows in memory. Its log is kept in {@code target/logs}. Not thread-safe.
 */
final class KeycloakProcess implements AutoCloseable {
  /** Where Maven unpacked the distribution, by the profile of this module. */
  private static final String HOME = "plenum.keycloak.home";

  private static final String REALM = "acme";
  private static final String CLIENT = "plenum";

  /** As in the realm's file. */
  private static final String SECRET = "a-secret-of-the-realm";

  private static final String ADMIN = "admin";

  /** It builds itself anew at its first start; two loaded cores need a minute. */
  private static final Duration READY_LIMIT = Duration.ofSeconds(150);

  private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
  private static final Duration ANSWER_LIMIT = Duration.ofSeconds(20);

  private static final String PROVIDER_TYPE = "org.keycloak.keys.KeyProvider";

  private final HttpClient http = HttpClient.newHttpClient();
  private final String password = UUID.randomUUID().toString();
  private final Path log;
  private final int port;
  private final Process process;

  /**
   * Starts it and waits until it answers.
   *
   * @param plenum the origin of the server whose people sign in there
   */
  KeycloakProcess(String plenum) throws IOException {
    Path home = home();
    Path realm = home.resolve("data").resolve("import").resolve("acme-realm.json");
    Files.createDirectories(realm.getParent());
    try (InputStream file =
        KeycloakProcess.class.getResourceAsStream("/keycloak/acme-realm.json")) {
      Files.copy(file, realm, StandardCopyOption.REPLACE_EXISTING);
    }
    log = Files.createDirectories(Path.of("target", "logs")).resolve("keycloak.log");
    port = FreePorts.tcp();
    ProcessBuilder builder =
        new ProcessBuilder(
                "bash",
                home.resolve("bin").resolve("kc.sh").toString(),
                "start-dev",
                "--import-realm",
                "--db=dev-mem",
                "--http-host=127.0.0.1",
                "--http-port=" + port)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder
        .environment()
        .putAll(
            Map.of(
                "JAVA_HOME",
                System.getProperty("java.home"),
                "JAVA_OPTS_KC_HEAP",
                "-Xmx512m",
                // Its threads want it from Java 24 on; without, the log is full of their end.
                "JAVA_OPTS_APPEND",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "KC_BOOTSTRAP_ADMIN_USERNAME",
                ADMIN,
                "KC_BOOTSTRAP_ADMIN_PASSWORD",
                password,
                "PLENUM_ORIGIN",
                plenum));
    process = builder.start();
    try {
      Eventually.holds("Keycloak answers, see " + log.toAbsolutePath(), READY_LIMIT, this::ready);
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private static Path home() {
    String folder = System.getProperty(HOME);
    if (folder == null) {
      throw new IllegalStateException("Run with -Dplenum.keycloak, see CONTRIBUTING.md");
    }
    return Path.of(folder);
  }

  private boolean ready() {
    if (!process.isAlive()) {
      throw new AssertionError("Keycloak ended by itself, see " + log.toAbsolutePath());
    }
    try {
      return send(HttpRequest.newBuilder(URI.create(issuer()))).statusCode() == 200;
    } catch (IOException notYet) {
      return false;
    }
  }

  String issuer() {
    return "http://localhost:" + port + "/realms/" + REALM;
  }

  /** What an account's admin tells Plenum of it. */
  JsonObject settings(String secret) {
    JsonObject settings = new JsonObject();
    settings.addProperty("name", "Company login");
    settings.addProperty("issuer", issuer());
    settings.addProperty("clientId", CLIENT);
    settings.addProperty("clientSecret", secret);
    return settings;
  }

  JsonObject settings() {
    return settings(SECRET);
  }

  /** The ids of the keys that the realm publishes for signatures. */
  List<String> signingKeys() throws IOException {
    HttpRequest.Builder ask =
        HttpRequest.newBuilder(URI.create(issuer() + "/protocol/openid-connect/certs"));
    return json(send(ask)).getAsJsonObject().getAsJsonArray("keys").asList().stream()
        .map(JsonElement::getAsJsonObject)
        .filter(key -> key.get("use").getAsString().equals("sig"))
        .map(key -> key.get("kid").getAsString())
        .toList();
  }

  /** Signs with a new key from now on; those until now are published no longer. */
  void rotateSigningKey() throws IOException {
    String token = adminToken();
    String realm = "/admin/realms/" + REALM;
    String components = realm + "/components";
    JsonArray old =
        json(admin(token, "GET", components + "?type=" + PROVIDER_TYPE, null)).getAsJsonArray();
    JsonObject provider = new JsonObject();
    provider.addProperty("name", "rotated");
    provider.addProperty("providerId", "rsa-generated");
    provider.addProperty("providerType", PROVIDER_TYPE);
    provider.add("parentId", json(admin(token, "GET", realm, null)).getAsJsonObject().get("id"));
    JsonObject config = new JsonObject();
    Map.of("priority", "200", "enabled", "true", "active", "true", "algorithm", "RS256")
        .forEach((name, value) -> config.add(name, list(value)));
    provider.add("config", config);
    admin(token, "POST", components, provider);
    for (JsonElement one : old) {
      JsonObject before = one.getAsJsonObject();
      if (before.get("providerId").getAsString().equals("rsa-generated")) {
        admin(token, "DELETE", components + "/" + before.get("id").getAsString(), null);
      }
    }
  }

  private static JsonArray list(String only) {
    JsonArray list = new JsonArray();
    list.add(only);
    return list;
  }

  private String adminToken() throws IOException {
    String form =
        Map.of(
                "grant_type",
                "password",
                "client_id",
                "admin-cli",
                "username",
                ADMIN,
                "password",
                password)
            .entrySet()
            .stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), UTF_8))
            .collect(Collectors.joining("&"));
    HttpRequest.Builder request =
        HttpRequest.newBuilder(
                URI.create(
                    "http://localhost:" + port + "/realms/master/protocol/openid-connect/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    return json(send(request)).getAsJsonObject().get("access_token").getAsString();
  }

  private HttpResponse<String> admin(String token, String method, String path, JsonObject body)
      throws IOException {
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(
                    method,
                    body == null
                        ? BodyPublishers.noBody()
                        : BodyPublishers.ofString(body.toString())));
    if (answer.statusCode() / 100 != 2) {
      throw new AssertionError(method + " " + path + ": " + answer.statusCode());
    }
    return answer;
  }

  private static JsonElement json(HttpResponse<String> answer) {
    return JsonParser.parseString(answer.body());
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(request.timeout(ANSWER_LIMIT).build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /** Ends the script and the Java below it. */
  @Override
  public void close() {
    List<ProcessHandle> below = process.descendants().toList();
    process.destroy();
    below.forEach(ProcessHandle::destroy);
    try {
      if (!process.waitFor(STOP_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
    below.forEach(ProcessHandle::destroyForcibly);
  }
}
