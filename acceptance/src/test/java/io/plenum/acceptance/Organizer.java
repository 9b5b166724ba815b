package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The first account's organizer, signed in as a browser is: an access token, and the refresh token
 * in a cookie. Calls may find the server dead, which they say as {@link IOException}. Any thread
 * may call; one at a time may refresh.
 */
final class Organizer {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(LIMIT).build();
  private final String base;
  private volatile String accessToken;
  private volatile String cookie;

  /** Makes the first account. */
  Organizer(ServerProcess server) throws IOException {
    base = server.origin() + "/api/v1";
    JsonObject body = new JsonObject();
    body.addProperty("token", ServerProcess.SETUP_TOKEN);
    body.addProperty("account", "Example Ltd");
    body.addProperty("name", Rest.NAME);
    body.addProperty("email", Rest.EMAIL);
    body.addProperty("password", Rest.PASSWORD);
    HttpResponse<String> answer =
        send(
            HttpRequest.newBuilder(URI.create(base + "/setup"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body.toString())));
    take(answer);
  }

  private void take(HttpResponse<String> answer) {
    accessToken = json(answer).getAsJsonObject().get("accessToken").getAsString();
    cookie = cookie(answer);
  }

  static String cookie(HttpResponse<String> answer) {
    String set = answer.headers().firstValue("Set-Cookie").orElseThrow();
    return set.substring(0, set.indexOf(';'));
  }

  String accessToken() {
    return accessToken;
  }

  /** The refresh token, as the browser sends it. */
  String cookie() {
    return cookie;
  }

  /** Shows a refresh token; the answer, whatever it is, changes nothing here. */
  HttpResponse<String> show(String shown) throws IOException {
    return send(
        HttpRequest.newBuilder(URI.create(base + "/refresh"))
            .header("Cookie", shown)
            .POST(BodyPublishers.noBody()));
  }

  /** Refreshes the tokens, which must work. */
  void refresh() throws IOException {
    HttpResponse<String> answer = show(cookie);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    take(answer);
  }

  HttpResponse<String> call(String method, String path, String body) throws IOException {
    BodyPublisher sent = body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body);
    return send(authorized(path).header("Content-Type", "application/json").method(method, sent));
  }

  /** Adds a file to a meeting. */
  HttpResponse<String> upload(String meeting, String name, byte[] content) throws IOException {
    return send(
        authorized("/meetings/" + meeting + "/files?name=" + name)
            .POST(BodyPublishers.ofByteArray(content)));
  }

  byte[] fetch(String meeting, String file) throws IOException {
    String path = "/meetings/" + meeting + "/files/" + file + "/content";
    try {
      return http.send(authorized(path).GET().build(), BodyHandlers.ofByteArray()).body();
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  int status(String path) throws IOException {
    return call("GET", path, null).statusCode();
  }

  /** The items of a list, of all its pages. */
  List<JsonObject> items(String path) throws IOException {
    List<JsonObject> items = new ArrayList<>();
    String pageOf = path + (path.contains("?") ? "&limit=200" : "?limit=200");
    String cursor = "";
    while (cursor != null) {
      JsonObject page = json(call("GET", pageOf + cursor, null)).getAsJsonObject();
      page.getAsJsonArray("items").forEach(item -> items.add(item.getAsJsonObject()));
      cursor = page.has("next") ? "&cursor=" + page.get("next").getAsString() : null;
    }
    return items;
  }

  /** Makes something; its description. */
  JsonObject make(String path, String body) throws IOException {
    HttpResponse<String> answer = call("POST", path, body);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
    return json(answer).getAsJsonObject();
  }

  static JsonElement json(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 299);
    return JsonParser.parseString(answer.body());
  }

  private HttpRequest.Builder authorized(String path) {
    return HttpRequest.newBuilder(URI.create(base + path))
        .header("Authorization", "Bearer " + accessToken);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return http.send(request.timeout(LIMIT).build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      throw interrupted(e);
    }
  }

  private static IOException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return new IOException("interrupted", e);
  }
}
