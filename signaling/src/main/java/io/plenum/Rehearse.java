package io.plenum;

import io.plenum.node.Configuration;
import io.plenum.node.Node;
import io.plenum.storage.backup.FolderFiles;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/**
 * `rehearse`: a whole start with a first sign-in and a first meeting, in a folder of its own that
 * goes away, on ports of 127.0.0.1 that are free. `bin/plenum prepare` runs it to learn which
 * classes a start needs (class-data sharing, JEP 350); it touches no data of the operator's.
 */
@Command(
    name = "rehearse",
    description = "Starts a server on data that are thrown away, uses it once and stops it.",
    hidden = true,
    mixinStandardHelpOptions = true)
final class Rehearse implements Callable<Integer> {
  private static final String SETUP_TOKEN = "rehearsal-only-1b7f";
  private static final String EMAIL = "rehearsal@plenum.invalid";
  private static final String PASSWORD = "Rehearsal#2468";

  @Override
  public Integer call() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("plenum-rehearsal");
    try (Node node = Node.start(Configuration.read(environment(folder)))) {
      use(URI.create("http://127.0.0.1:" + node.httpPort()));
    } finally {
      FolderFiles.delete(folder);
    }
    return 0;
  }

  /** Nothing of the operator's: a configuration of its own, or the one in this folder would do. */
  private static Map<String, String> environment(Path folder) throws IOException {
    Path nothing = Files.createFile(folder.resolve("plenum.yaml"));
    return Map.of(
        "PLENUM_CONFIG", nothing.toString(),
        "PLENUM_MEDIA_ADDRESSES", "127.0.0.1",
        "PLENUM_DATA_DIR", folder.resolve("data").toString(),
        "PLENUM_HTTP_HOST", "127.0.0.1",
        "PLENUM_HTTP_PORT", "0",
        "PLENUM_MEDIA_PORT", "0",
        "PLENUM_SETUP_TOKEN", SETUP_TOKEN);
  }

  private static void use(URI origin) throws IOException, InterruptedException {
    try (HttpClient http = HttpClient.newHttpClient()) {
      Visitor visitor = new Visitor(http, origin, "");
      visitor.get("/health/ready");
      visitor.get("/");
      visitor.post(
          "/api/v1/setup",
          new JsonObject()
              .put("token", SETUP_TOKEN)
              .put("account", "Rehearsal")
              .put("name", "Rehearsal")
              .put("email", EMAIL)
              .put("password", PASSWORD));
      String token =
          visitor
              .post(
                  "/api/v1/sign-in", new JsonObject().put("email", EMAIL).put("password", PASSWORD))
              .getString("accessToken");
      Visitor user = new Visitor(http, origin, token);
      user.post("/api/v1/meetings", new JsonObject().put("name", "Rehearsal"));
      user.get("/api/v1/meetings");
    }
  }

  /** Asks, and holds that it was answered well. */
  private record Visitor(HttpClient http, URI origin, String token) {
    void get(String path) throws IOException, InterruptedException {
      answer(request(path).build());
    }

    JsonObject post(String path, JsonObject body) throws IOException, InterruptedException {
      return new JsonObject(
          answer(
              request(path)
                  .header("Content-Type", "application/json")
                  .POST(HttpRequest.BodyPublishers.ofString(body.encode()))
                  .build()));
    }

    private HttpRequest.Builder request(String path) {
      HttpRequest.Builder request = HttpRequest.newBuilder(origin.resolve(path));
      return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
    }

    private String answer(HttpRequest request) throws IOException, InterruptedException {
      HttpResponse<String> response = http.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() >= 300) {
        throw new IllegalStateException(
            request.method()
                + " "
                + request.uri().getPath()
                + ": "
                + response.statusCode()
                + " "
                + response.body());
      }
      return response.body();
    }
  }
}
