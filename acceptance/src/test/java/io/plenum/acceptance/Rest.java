package io.plenum.acceptance;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** Prepares meetings by the REST interface (docs/protocol.md section 1). */
final class Rest {
  /** The organizer of every test. */
  static final String NAME = "Olga Organizer";

  static final String EMAIL = "olga@example.org";
  static final String PASSWORD = "Correct-Horse_7";

  private static final Duration LIMIT = Duration.ofSeconds(15);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();
  private final String origin;

  Rest(ServerProcess server) {
    this.origin = server.origin();
  }

  /** Makes the first account with its organizer; returns an access token. */
  String setUp() {
    JsonObject body = new JsonObject();
    body.addProperty("token", ServerProcess.SETUP_TOKEN);
    body.addProperty("account", "Example Ltd");
    body.addProperty("name", NAME);
    body.addProperty("email", EMAIL);
    body.addProperty("password", PASSWORD);
    return post("/setup", body, "").get("accessToken").getAsString();
  }

  /** Signs somebody in who has {@link #PASSWORD}; returns how long it took, in nanoseconds. */
  long signIn(String email) {
    JsonObject body = new JsonObject();
    body.addProperty("email", email);
    body.addProperty("password", PASSWORD);
    long beganNs = System.nanoTime();
    post("/sign-in", body, "");
    return System.nanoTime() - beganNs;
  }

  /**
   * Makes a registered user of the same account, who then chooses {@link #PASSWORD}; {@code
   * accessToken} is an admin's.
   */
  void addUser(String accessToken, String name, String email) {
    JsonObject body = new JsonObject();
    body.addProperty("name", name);
    body.addProperty("email", email);
    body.addProperty("role", "user");
    String given = post("/users", body, accessToken).get("password").getAsString();
    JsonObject credentials = new JsonObject();
    credentials.addProperty("email", email);
    credentials.addProperty("password", given);
    JsonObject change = new JsonObject();
    change.addProperty("current", given);
    change.addProperty("new", PASSWORD);
    String first = post("/sign-in", credentials, "").get("accessToken").getAsString();
    send("PUT", "/me/password", change, first);
  }

  /** Makes a meeting and returns its access code (digits only). */
  String meeting(String accessToken, String name) {
    JsonObject body = new JsonObject();
    body.addProperty("name", name);
    return post("/meetings", body, accessToken).get("accessCode").getAsString();
  }

  private JsonObject post(String path, JsonObject body, String accessToken) {
    return JsonParser.parseString(send("POST", path, body, accessToken)).getAsJsonObject();
  }

  /** Reads; returns the answer, which must be a success. */
  String get(String path, String accessToken) {
    return answer(
        HttpRequest.newBuilder(URI.create(origin + "/api/v1" + path)).GET(), path, accessToken);
  }

  /** Reads bytes; they must be a success. */
  byte[] bytes(String path, String accessToken) {
    return answer(
        HttpRequest.newBuilder(URI.create(origin + "/api/v1" + path)).GET(),
        HttpResponse.BodyHandlers.ofByteArray(),
        path,
        accessToken);
  }

  /** Sends a request and returns its answer, which must be a success. */
  String send(String method, String path, JsonObject body, String accessToken) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(origin + "/api/v1" + path))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body.toString()));
    return answer(request, method + " " + path, accessToken);
  }

  private String answer(HttpRequest.Builder request, String what, String accessToken) {
    return answer(request, HttpResponse.BodyHandlers.ofString(), what, accessToken);
  }

  private <T> T answer(
      HttpRequest.Builder request,
      HttpResponse.BodyHandler<T> handler,
      String what,
      String accessToken) {
    if (!accessToken.isEmpty()) {
      request.header("Authorization", "Bearer " + accessToken);
    }
    try {
      HttpResponse<T> answer = http.send(request.timeout(LIMIT).build(), handler);
      if (answer.statusCode() / 100 != 2) {
        throw new AssertionError("%s: %d %s".formatted(what, answer.statusCode(), answer.body()));
      }
      return answer.body();
    } catch (IOException e) {
      throw new AssertionError(what, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }
}
