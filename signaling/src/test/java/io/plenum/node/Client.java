package io.plenum.node;

import io.plenum.signaling.api.AnswerSchemas;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * A client of one node over real HTTP, without cookies of its own. Every answer must be as the
 * contract says.
 */
record Client(HttpClient http, String base) {
  private static final long PATIENCE_S = 30;

  Client(int port) {
    this(HttpClient.newHttpClient(), "http://127.0.0.1:" + port);
  }

  HttpResponse<String> send(String method, String path, String body, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(base + path))
            .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
    if (body != null) {
      request.header("Content-Type", "application/json");
    }
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> answer = http.send(request.build(), BodyHandlers.ofString());
      AnswerSchemas.check(method, path, answer);
      return answer;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Begins to listen to a stream of events, and hangs up; returns the status. */
  int open(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<InputStream> answer = http.send(request.build(), BodyHandlers.ofInputStream());
      answer.body().close();
      return answer.statusCode();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  HttpResponse<String> get(String path, String... headers) {
    return send("GET", path, null, headers);
  }

  HttpResponse<String> post(String path, JsonObject body, String... headers) {
    return send("POST", path, body == null ? null : body.encode(), headers);
  }

  /** An access token of a machine client. */
  String machineToken(String id, String secret) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(base + "/api/v1/oauth/token"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(
                BodyPublishers.ofString(
                    "grant_type=client_credentials&client_id=" + id + "&client_secret=" + secret))
            .build();
    try {
      return json(http.send(request, BodyHandlers.ofString())).getString("access_token");
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Joins a live session, waits for the first message, which gives the seat, and hangs up. */
  JsonObject visit(String accessCode, String accessToken) {
    CompletableFuture<String> first = new CompletableFuture<>();
    WebSocket.Listener listener =
        new WebSocket.Listener() {
          @Override
          public CompletionStage<?> onText(WebSocket from, CharSequence text, boolean last) {
            first.complete(text.toString());
            return null;
          }
        };
    WebSocket socket =
        http.newWebSocketBuilder()
            .subprotocols("plenum.v1")
            .buildAsync(
                URI.create(
                    base.replaceFirst("http", "ws") + "/api/v1/meetings/" + accessCode + "/live"),
                listener)
            .orTimeout(PATIENCE_S, TimeUnit.SECONDS)
            .join();
    JsonObject join = new JsonObject().put("type", "join").put("accessToken", accessToken);
    socket.sendText(join.encode(), true).orTimeout(PATIENCE_S, TimeUnit.SECONDS).join();
    JsonObject seat = new JsonObject(first.orTimeout(PATIENCE_S, TimeUnit.SECONDS).join());
    socket.abort();
    return seat;
  }

  static JsonObject json(HttpResponse<String> answer) {
    return new JsonObject(answer.body());
  }

  static String cookie(HttpResponse<String> answer) {
    String set = answer.headers().firstValue("Set-Cookie").orElseThrow();
    return set.substring(0, set.indexOf(';'));
  }
}
