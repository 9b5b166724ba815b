package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every byte that a server leaves behind (data folder with its write-ahead log, keys, audit
 * statements, a backup, the log), searched for what people said, sent and typed.
 */
class NothingInTheClearIT {
  private static final String PHRASE = "the heron nests behind the old mill";
  private static final String CONTENT = "signed and sealed on Friday; ";
  private static final String MISTYPED = "Correct-Hoarse_8";
  private static final String MEETING = "Project Nightjar";

  @TempDir Path folder;
  private final HttpClient http = HttpClient.newHttpClient();
  @AutoClose private ServerProcess server;
  private String token;

  @BeforeEach
  void start() throws IOException {
    server = ServerProcess.start("nothing-in-the-clear");
    token = new Rest(server).setUp();
  }

  @Test
  @Tag("S-3a")
  @Tag("S-6b")
  void isNothingThatPeopleSaidSentOrTyped() throws Exception {
    String code = new Rest(server).meeting(token, MEETING);
    String seatToken;
    try (SocketSeat seat = SocketSeat.user(server, code, token)) {
      seatToken = seat.await("seat").get("seatToken").getAsString();
      JsonObject meeting = seat.await("room").getAsJsonObject("meeting");
      JsonObject chat = SocketSeat.message("chat");
      chat.addProperty("text", PHRASE);
      seat.send(chat);
      seat.await("chat");
      upload(meeting.get("id").getAsString());
    }
    mistype();
    List<String> secrets =
        List.of(PHRASE, CONTENT, Rest.PASSWORD, MISTYPED, MEETING, Rest.EMAIL, token, seatToken);

    server.run("backup", folder.resolve("plenum.backup").toString());
    assertHidden(secrets);
    server.kill();
    assertHidden(secrets);
    server.restart();
    assertHidden(secrets);
  }

  private void upload(String meetingId) throws IOException, InterruptedException {
    URI files =
        URI.create(server.origin() + "/api/v1/meetings/" + meetingId + "/files?name=Nightjar.txt");
    HttpRequest request =
        HttpRequest.newBuilder(files)
            .header("Authorization", "Bearer " + token)
            .POST(BodyPublishers.ofString(CONTENT.repeat(10_000)))
            .build();
    assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(201);
  }

  /** A password that is almost right says much about the right one. */
  private void mistype() throws IOException, InterruptedException {
    JsonObject credentials = new JsonObject();
    credentials.addProperty("email", Rest.EMAIL);
    credentials.addProperty("password", MISTYPED);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(server.origin() + "/api/v1/sign-in"))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(credentials.toString()))
            .build();
    assertThat(http.send(request, BodyHandlers.discarding()).statusCode()).isEqualTo(401);
  }

  private void assertHidden(List<String> secrets) throws IOException {
    List<Path> files = server.files();
    assertThat(files).hasSizeGreaterThan(5).anyMatch(file -> file.endsWith("plenum.db"));
    for (Path file : files) {
      assertHidden(file, secrets);
    }
    assertHidden(folder.resolve("plenum.backup"), secrets);
  }

  private static void assertHidden(Path file, List<String> secrets) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    String text = new String(bytes, StandardCharsets.ISO_8859_1);
    for (String secret : secrets) {
      assertThat(text.contains(secret)).as("%s in %s", secret, file).isFalse();
    }
  }
}
