package io.plenum.bench.rest;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Somebody who is signed in and asks by REST. Any thread may use it; calls block. */
final class User {
  /** Whoever waits longer has given up. */
  private static final Duration LIMIT = Duration.ofSeconds(10);

  private final HttpClient http;
  private final URI api;
  private final String token;

  private User(HttpClient http, URI api, String token) {
    this.http = http;
    this.api = api;
    this.token = token;
  }

  /** Nobody in particular. */
  static User stranger(HttpClient http, URI origin) {
    return new User(http, origin.resolve("/api/v1/"), "");
  }

  /** Makes the first account; its user is number 0. */
  User setUp() throws IOException {
    JsonObject wish =
        new JsonObject()
            .put("token", Corpus.SETUP_TOKEN)
            .put("account", "Bench")
            .put("name", "User 0")
            .put("email", Corpus.email(0))
            .put("password", Corpus.PASSWORD);
    return new User(http, api, ok(send("POST", "setup", wish)).getString("accessToken"));
  }

  /** Signs in. */
  User signIn(String email, String password) throws IOException {
    JsonObject wish = new JsonObject().put("email", email).put("password", password);
    return new User(http, api, ok(send("POST", "sign-in", wish)).getString("accessToken"));
  }

  /** Adds a user, who then chooses the password that all have. */
  void add(int number) throws IOException {
    JsonObject wish =
        new JsonObject()
            .put("name", "User " + number)
            .put("email", Corpus.email(number))
            .put("role", "user");
    String first = ok(send("POST", "users", wish)).getString("password");
    JsonObject change = new JsonObject().put("current", first).put("new", Corpus.PASSWORD);
    User added = stranger(http, api).signIn(Corpus.email(number), first);
    HttpResponse<String> changed = added.send("PUT", "me/password", change);
    if (changed.statusCode() != 204) {
      throw new IOException(changed.statusCode() + " " + changed.body());
    }
  }

  /** The answer to a GET, read whole. */
  HttpResponse<String> get(String path) throws IOException {
    return send(request(path).GET().build());
  }

  /** The answer to a request with a body, and with more headers (name, value …). */
  HttpResponse<String> send(String method, String path, JsonObject body, String... headers)
      throws IOException {
    HttpRequest.Builder request =
        request(path)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body.encode()));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request.build());
  }

  /** The answer to a request without a body. */
  HttpResponse<String> send(String method, String path) throws IOException {
    return send(request(path).method(method, BodyPublishers.noBody()).build());
  }

  /** A request of this user, to be finished. */
  HttpRequest.Builder request(String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(api.resolve(path)).timeout(LIMIT);
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return request;
  }

  HttpResponse<String> send(HttpRequest request) throws IOException {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  /**
   * What a good answer says.
   *
   * @throws IOException when it is none
   */
  static JsonObject ok(HttpResponse<String> answer) throws IOException {
    if (answer.statusCode() / 100 != 2) {
      throw new IOException(answer.statusCode() + " " + answer.body());
    }
    return new JsonObject(answer.body());
  }
}
