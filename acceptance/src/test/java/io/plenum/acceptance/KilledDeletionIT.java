package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The server is killed in the middle of the deletion of a meeting with a running session, chat and
 * files. A slow disk stretches the deletion, so that the kill finds it in the middle.
 */
@NeedsTool(Tool.C_COMPILER)
@Tag("M-5c")
class KilledDeletionIT {
  private static final int FLUSH_MS = 100;
  private static final int FILES = 10;
  private static final String PHRASE = "walrus-and-carpenter";
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir Path folder;
  @AutoClose private ServerProcess server;
  private Organizer organizer;
  private String kept;
  private String gone;

  /** How far the deletion has come. */
  private enum Point {
    /** The meeting is there for nobody, its content for the disk only. */
    MARKED,
    /** Some of its files are gone. */
    HALF
  }

  @ParameterizedTest
  @EnumSource(Point.class)
  void completesByItself(Point point) throws Exception {
    server =
        ServerProcess.start(
            "killed-deletion-" + point.name().toLowerCase(java.util.Locale.ROOT),
            SlowFlush.of(FLUSH_MS, folder));
    organizer = new Organizer(server);
    kept = furnished("Kept", 1);
    JsonObject meeting = organizer.make("/meetings", "{\"name\":\"Gone\"}");
    gone = meeting.get("id").getAsString();
    fill(gone, FILES);
    String code = meeting.get("accessCode").getAsString();
    String seatToken;
    try (SocketSeat seat = SocketSeat.user(server, code, organizer.accessToken())) {
      seatToken = seat.await("seat").get("seatToken").getAsString();
      CompletableFuture<Integer> deleting = CompletableFuture.supplyAsync(this::delete);
      Eventually.holds("the deletion is there", SOON, () -> reached(point));
      assertThat(deleting).as("the deletion is under way").isNotDone();
      server.kill();
    }
    assertThat(server.objectFiles())
        .as("files left, with the other meeting's")
        .isBetween(2L, FILES + (point == Point.MARKED ? 1L : 0L));

    server.restart();
    Eventually.holds("the files are gone", SOON, () -> server.objectFiles() == 1);
    Eventually.holds("the session's end is told", SOON, () -> told("session-ended") == 1);
    nothingIsLeftOf(code, seatToken);
    theOtherIsWhole();
  }

  private String furnished(String name, int files) throws IOException {
    String id = organizer.make("/meetings", "{\"name\":\"" + name + "\"}").get("id").getAsString();
    fill(id, files);
    return id;
  }

  private void fill(String meeting, int files) throws IOException {
    organizer.make("/meetings/" + meeting + "/messages", "{\"text\":\"" + PHRASE + "\"}");
    for (int i = 0; i < files; i++) {
      byte[] content = (PHRASE + i).getBytes(StandardCharsets.UTF_8);
      assertThat(organizer.upload(meeting, "file" + i, content).statusCode()).isEqualTo(201);
    }
  }

  private int delete() {
    try {
      return organizer.call("DELETE", "/meetings/" + gone, null).statusCode();
    } catch (IOException killed) {
      return 0;
    }
  }

  private boolean reached(Point point) {
    try {
      return point == Point.HALF
          ? server.objectFiles() <= FILES
          : organizer.status("/meetings/" + gone) == 404;
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private int told(String kind) {
    try {
      return organizer.items("/audit?kind=" + kind + "&meeting=" + gone).size();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private void nothingIsLeftOf(String code, String seatToken) throws IOException {
    assertThat(told("meeting-deleted")).isEqualTo(1);
    for (String part : new String[] {"", "/messages", "/files", "/sessions"}) {
      assertThat(organizer.status("/meetings/" + gone + part)).as(part).isEqualTo(404);
    }
    assertThat(organizer.status("/join/" + code)).isEqualTo(404);
    assertThat(organizer.items("/search/meetings?text=" + PHRASE)).hasSize(1);
    try (SocketSeat late = SocketSeat.resume(server, code, seatToken)) {
      assertThat(late.await("error").get("code").getAsString()).isEqualTo("seat-gone");
    }
  }

  private void theOtherIsWhole() throws IOException {
    assertThat(organizer.items("/meetings")).hasSize(1);
    assertThat(organizer.items("/meetings/" + kept + "/messages")).hasSize(1);
    JsonObject file = organizer.items("/meetings/" + kept + "/files").getFirst();
    assertThat(organizer.fetch(kept, file.get("id").getAsString()))
        .isEqualTo((PHRASE + 0).getBytes(StandardCharsets.UTF_8));
  }
}
