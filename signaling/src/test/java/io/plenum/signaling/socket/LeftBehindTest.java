package io.plenum.signaling.socket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.identity.SignedIn;
import io.plenum.signaling.meeting.Meeting;
import io.plenum.storage.crypto.MasterKey;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a meeting leaves on the disk and in the rows, and what happens while rows cannot be had. */
class LeftBehindTest {
  private static final String PHRASE = "the heron nests behind the old mill";

  @TempDir Path folder;
  private LiveServer server;
  private SignedIn ann;
  private Meeting meeting;
  private String url;

  @BeforeEach
  void start() {
    server = LiveServer.start(folder, MasterKey.random(new SecureRandom()));
    ann = server.setUp();
    meeting = server.meeting(ann);
    url = server.url(meeting.accessCode());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private List<String> column(String sql) {
    return server.database.read(handle -> handle.createQuery(sql).mapTo(String.class).list());
  }

  /** Files that hold the text in a usual encoding, of all that the server wrote. */
  private List<Path> filesHolding(String text) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).filter(file -> holds(file, text)).toList();
    }
  }

  private static boolean holds(Path file, String text) {
    try {
      String bytes = new String(Files.readAllBytes(file), ISO_8859_1);
      return bytes.contains(new String(text.getBytes(UTF_8), ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  @Tag("S-3a")
  void writesNoWordOfAMeetingInTheClear() throws IOException {
    Client host = Client.user(url, ann.accessToken());
    String token = host.await("seat").getString("seatToken");
    Client.guest(url, "Guest-Grizelda").await("waiting");
    for (int i = 0; i < 50; i++) {
      host.chat(PHRASE + " " + i);
      host.await("ok");
    }
    List<String> secrets =
        List.of(
            PHRASE,
            LiveServer.PASSWORD,
            "Guest-Grizelda",
            meeting.accessCode(),
            "Weekly",
            "ann@acme.test",
            token,
            ann.refreshToken(),
            ann.accessToken());
    assertThat(Files.size(folder.resolve("plenum.db-wal"))).isPositive();
    assertHidden(secrets);
    server.close();
    assertHidden(secrets);
    server = LiveServer.start(folder, server.key);
    assertThat(column("SELECT text FROM chat_message")).hasSize(50);
    assertHidden(secrets);
  }

  private void assertHidden(List<String> secrets) throws IOException {
    for (String secret : secrets) {
      assertThat(filesHolding(secret)).as(secret).isEmpty();
    }
  }

  @Test
  void keepsNoSecretInTheRows_whenTheSessionIsOver() {
    Client host = Client.user(url, ann.accessToken());
    host.await("room");
    Client guest = Client.guest(url, "Bob");
    host.await("waiter");
    assertThat(column("SELECT note FROM seat WHERE name = 'Bob'")).containsExactly("hello");
    assertThat(column("SELECT token_hash FROM seat")).hasSize(2).doesNotContainNull();
    host.send(new JsonObject().put("type", "end"));
    guest.await("ended");

    assertThat(column("SELECT name FROM seat WHERE token_hash IS NOT NULL")).isEmpty();
    assertThat(column("SELECT name FROM seat WHERE sign_in_id IS NOT NULL")).isEmpty();
    assertThat(column("SELECT name FROM seat WHERE note <> ''")).isEmpty();
    assertThat(column("SELECT name FROM seat")).containsExactlyInAnyOrder("Ann", "Bob");
  }

  @Test
  void sweepsTokensThatRanOut_alsoOfASignInThatGoesOn() {
    SignedIn first = server.signIn("Ann");
    server.putForward(Duration.ofDays(20));
    SignedIn second =
        server.identity.signIns().refresh(first.refreshToken(), LiveServer.DEVICE).orElseThrow();
    assertThat(column("SELECT sign_in_id FROM refresh_token")).hasSize(3);
    server.putForward(Duration.ofDays(11));
    server.identity.signIns().sweep();
    assertThat(column("SELECT sign_in_id FROM refresh_token")).hasSize(1);
    assertThat(server.identity.signIns().refresh(first.refreshToken(), LiveServer.DEVICE))
        .isEmpty();
    SignedIn third =
        server.identity.signIns().refresh(second.refreshToken(), LiveServer.DEVICE).orElseThrow();
    server.putForward(Duration.ofDays(31));
    server.identity.signIns().sweep();
    assertThat(column("SELECT id FROM sign_in")).isEmpty();
    assertThat(column("SELECT sign_in_id FROM refresh_token")).isEmpty();
    assertThat(server.identity.signIns().refresh(third.refreshToken(), LiveServer.DEVICE))
        .isEmpty();
  }

  @Test
  @Tag("I-4e")
  void makesUpForARevocation_whenItsRowsCouldNotBeWritten() {
    SignedIn cy = server.colleague("Cy");
    Client host = Client.user(url, ann.accessToken());
    host.await("room");
    Client client = Client.user(url, cy.accessToken());
    client.await("room");
    alter("ALTER TABLE seat RENAME TO seat_away");
    alter("ALTER TABLE chat_message RENAME TO chat_away");

    client.chat("not heard");
    JsonObject error = client.await("error");
    assertThat(error.getString("code")).isEqualTo("internal");
    assertThat(error.getString("replyTo")).isEqualTo("chat");
    server.identity.signIns().signOut(cy.refreshToken(), LiveServer.SOURCE);
    assertThat(Client.guest(url, "Bob").error()).isEqualTo("internal");
    assertThat(client.closed).isNotDone();

    alter("ALTER TABLE seat_away RENAME TO seat");
    alter("ALTER TABLE chat_away RENAME TO chat_message");
    client.await("signed-out");
    assertThat(host.await("left").getString("reason")).isEqualTo("left");
    host.chat("goes on");
    assertThat(host.await("chat").getJsonObject("message").getLong("id")).isEqualTo(1);
  }

  private void alter(String sql) {
    server.database.write(handle -> handle.execute(sql));
  }
}
