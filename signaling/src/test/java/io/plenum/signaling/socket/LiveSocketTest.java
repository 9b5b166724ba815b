package io.plenum.signaling.socket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.plenum.signaling.identity.SignedIn;
import io.plenum.signaling.meeting.Meeting;
import io.plenum.storage.crypto.MasterKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveSocketTest {
  private static LiveServer server;
  private static SignedIn ann;
  private static SignedIn cy;
  private static SignedIn eve;

  private final Meeting meeting = server.meeting(ann);
  private final String url = server.url(meeting.accessCode());

  @BeforeAll
  static void start(@TempDir Path folder) {
    server = LiveServer.start(folder, MasterKey.random(new SecureRandom()));
    ann = server.setUp();
    cy = server.colleague("Cy");
    eve = server.stranger("Eve");
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String seat(Client client) {
    return client.await("seat").getString("seat");
  }

  @Test
  @Tag("W-1")
  @Tag("W-2b")
  void guestIsLetIn_andBothTalk() {
    Client host = Client.user(url, ann.accessToken());
    host.await("room");
    Client guest = Client.guest(url, "Bob");
    JsonObject waiter = host.await("waiter").getJsonObject("waiter");
    assertThat(waiter.getString("name")).isEqualTo("Bob");
    assertThat(guest.await("waiting").getBoolean("hosts")).isTrue();

    host.send("admit", waiter.getString("seat"));
    guest.await("admitted");
    JsonObject room = guest.await("room");
    assertThat(room.getJsonArray("people")).hasSize(2);
    assertThat(room.containsKey("waiting")).isFalse();
    assertThat(room.getJsonObject("meeting").getString("id")).isEqualTo(meeting.id());

    guest.chat("hello\u0007 there");
    JsonObject message = host.await("chat").getJsonObject("message");
    assertThat(message.getString("text")).isEqualTo("hello  there");
    assertThat(message.getLong("id")).isEqualTo(1);
    assertThat(guest.await("ok").getString("replyTo")).isEqualTo("chat");
    assertThat(server.sessions.live(meeting.id())).isTrue();
  }

  @Test
  @Tag("W-2a")
  void waitingSocketCarriesNoByteOfThoseInside() {
    Client host = Client.user(url, ann.accessToken());
    String hostSeat = seat(host);
    Client colleague = Client.user(url, cy.accessToken());
    String colleagueSeat = seat(colleague);
    Client guest = Client.guest(url, "Bob");
    guest.await("waiting");
    host.chat("a secret word");
    colleague.await("chat");
    colleague.send(new JsonObject().put("type", "sources").put("camera", false).put("id", "s"));
    colleague.await("ok");
    colleague.send(new JsonObject().put("type", "leave"));
    host.await("left");
    host.send(new JsonObject().put("type", "end"));
    guest.await("ended");

    String bytes = String.join("\n", guest.frames).toLowerCase(Locale.ROOT);
    assertThat(bytes)
        .doesNotContain(
            hostSeat,
            colleagueSeat,
            "secret word",
            "\"cy",
            "\"ann",
            meeting.id(),
            "weekly",
            "people");
    assertThat(guest.closeCode()).isEqualTo(1000);
  }

  @Test
  @Tag("I-1c")
  void waits_whenSignedInElsewhere() {
    Client host = Client.user(url, ann.accessToken());
    host.await("room");
    Client stranger = Client.user(url, eve.accessToken());

    assertThat(stranger.await("seat").getString("state")).isEqualTo("waiting");
    JsonObject waiter = host.await("waiter").getJsonObject("waiter");
    assertThat(waiter.getString("name")).isEqualTo("Eve");
    assertThat(waiter.getBoolean("signedIn")).isTrue();
  }

  @Test
  @Tag("W-6a")
  void newerSocketTakesTheSeat() {
    Client first = Client.user(url, ann.accessToken());
    JsonObject seat = first.await("seat");
    Client second = Client.resume(url, seat.getString("seatToken"));

    JsonObject again = second.await("seat");
    assertThat(again.getString("seat")).isEqualTo(seat.getString("seat"));
    assertThat(again.getBoolean("resumed")).isTrue();
    first.await("replaced");
    assertThat(first.closeCode()).isEqualTo(1000);
    second.await("room");
  }

  @Test
  @Tag("W-6a")
  void othersSeeTheDrop_andTheReturn() {
    Client host = Client.user(url, ann.accessToken());
    host.await("room");
    Client colleague = Client.user(url, cy.accessToken());
    String token = colleague.await("seat").getString("seatToken");
    host.await("person");
    colleague.drop();
    assertThat(host.await("person").getJsonObject("person").getBoolean("connected")).isFalse();

    Client back = Client.resume(url, token);
    assertThat(back.await("seat").getString("state")).isEqualTo("admitted");
    assertThat(host.await("person").getJsonObject("person").getBoolean("connected")).isTrue();
  }

  @Test
  @Tag("I-4e")
  void socketClosesAtOnce_whenSignedOut() {
    SignedIn once = server.signIn("Cy");
    Client client = Client.user(url, once.accessToken());
    client.await("room");
    server.identity.signIns().signOut(once.refreshToken(), LiveServer.SOURCE);

    client.await("signed-out");
    assertThat(client.closeCode()).isEqualTo(1000);
    Client again = Client.user(url, once.accessToken());
    assertThat(again.error()).isEqualTo("wrong-token");
    assertThat(again.closeCode()).isEqualTo(1000);
  }

  @Test
  void offerIsAnswered_andABadOneRefused() {
    Client host = Client.user(url, ann.accessToken());
    host.await("room");
    JsonArray tracks = new JsonArray();
    tracks.add(new JsonObject().put("mid", "0").put("source", "microphone"));
    JsonObject offer =
        new JsonObject()
            .put("type", "offer")
            .put("id", "o")
            .put("sdp", "v=0")
            .put("tracks", tracks);
    host.send(offer);
    JsonObject answer = host.await("answer");
    assertThat(answer.getString("sdp")).isEqualTo("answer to v=0");
    assertThat(answer.getString("replyTo")).isEqualTo("o");
    assertThat(server.media.asked).contains("join {0=MICROPHONE}", "sources [MICROPHONE, CAMERA]");

    host.send(offer.put("sdp", "bad"));
    assertThat(host.error()).isEqualTo("bad-offer");
  }

  @Test
  @Tag("S-4")
  void guestWhoPlaysOrganizerIsRefused() {
    Client host = Client.user(url, ann.accessToken());
    String hostSeat = seat(host);
    Client guest = Client.guest(url, "Mallory");
    String guestSeat = seat(guest);
    guest.send("admit", guestSeat);
    assertThat(guest.error()).isEqualTo("not-admitted");
    host.send("admit", guestSeat);
    guest.await("room");
    for (String type : new String[] {"admit", "refuse", "remove", "mute", "end", "admit-all"}) {
      guest.send(type, hostSeat);
      JsonObject error = guest.await("error");
      assertThat(error.getString("code")).isEqualTo("forbidden");
      assertThat(error.getString("replyTo")).isEqualTo(type);
    }
    host.chat("still here");
    guest.await("chat");
  }

  @Test
  @Tag("S-4")
  void tokensThatAreNoneAreRefused() {
    String claims = Base64.getUrlEncoder().encodeToString("{\"exp\":1}".getBytes(UTF_8));
    String expired = "e30." + claims + ".x";
    assertThat(Client.user(url, "nonsense").error()).isEqualTo("wrong-token");
    assertThat(Client.user(url, "x" + ann.accessToken()).error()).isEqualTo("wrong-token");
    assertThat(Client.user(url, expired).error()).isEqualTo("expired-token");
    assertThat(Client.resume(url, "nonsense").error()).isEqualTo("seat-gone");

    Meeting other = server.meeting(ann);
    Client inOther = Client.user(server.url(other.accessCode()), ann.accessToken());
    String token = inOther.await("seat").getString("seatToken");
    assertThat(Client.resume(url, token).error()).isEqualTo("seat-gone");
    assertThat(Client.resume(server.url("100000000"), token).error()).isEqualTo("seat-gone");
    assertThat(Client.guest(server.url("100000000"), "Bob").error()).isEqualTo("not-found");
    inOther.chat("undisturbed");
    inOther.await("chat");
  }

  @Test
  @Tag("S-4")
  void malformedMessagesAreAnswered_thenTheSocketIsClosed() {
    Client client = Client.open(url);
    String[] bad = {
      "", "nonsense", "[]", "null", "{\"type\":7}", "[".repeat(50_000), "{\"type\":\"join\"}"
    };
    for (String text : bad) {
      client.send(text);
      assertThat(client.error()).isEqualTo("malformed");
    }
    client.send("{\"type\":\"fly\",\"id\":\"x\"}");
    assertThat(client.error()).isEqualTo("unknown-type");
    client.send("{\"type\":\"leave\"}");
    assertThat(client.error()).isEqualTo("not-joined");
    for (int i = bad.length + 1; i < SocketLimits.STANDARD.malformed(); i++) {
      client.send("{");
    }
    assertThat(client.closeCode()).isEqualTo(1008);
    assertThat(server.rejects("malformed")).isPositive();
  }

  @Test
  @Tag("S-4")
  void socketCloses_whenAFrameIsTooLarge() {
    Client client = Client.open(url);
    client.send("x".repeat(SocketLimits.STANDARD.frameBytes() + 1));
    assertThat(client.closeCode()).isEqualTo(1009);
  }

  @Test
  @Tag("S-4")
  void largestMessageIsRead() {
    Client client = Client.open(url);
    client.send("x".repeat(SocketLimits.STANDARD.frameBytes()));
    assertThat(client.error()).isEqualTo("malformed");
  }

  @Test
  @Tag("S-4")
  void socketCloses_whenAFrameIsBinary() {
    Client client = Client.open(url);
    client.sendBinary();
    assertThat(client.closeCode()).isEqualTo(1003);
  }

  @Test
  @Tag("S-4")
  void socketCloses_whenTooManyMessagesCome() {
    Client client = Client.user(url, ann.accessToken());
    client.await("room");
    int most = SocketLimits.STANDARD.burst() + SocketLimits.STANDARD.excess();
    try {
      for (int i = 0; i < 2 * most && !client.closed.isDone(); i++) {
        client.send("{\"type\":\"view\",\"wishes\":[]}");
      }
    } catch (RuntimeException closedMeanwhile) {
      assertThat(client.closed).isDone();
    }
    assertThat(client.error()).isEqualTo("too-many-requests");
    assertThat(client.closeCode()).isEqualTo(1008);
  }

  @Test
  @Tag("S-4")
  void saysWhyItCloses_whenAFloodComesInOnePiece() throws IOException {
    int most = SocketLimits.STANDARD.burst() + SocketLimits.STANDARD.excess();
    URI at = URI.create(url);
    try (Socket line = new Socket(at.getHost(), at.getPort())) {
      ByteArrayOutputStream flood = new ByteArrayOutputStream();
      flood.writeBytes(
          """
          GET %s HTTP/1.1\r
          Host: %s\r
          Connection: Upgrade\r
          Upgrade: websocket\r
          Sec-WebSocket-Version: 13\r
          Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
          Sec-WebSocket-Protocol: plenum.v1\r
          \r
          """
              .formatted(at.getPath(), at.getAuthority())
              .getBytes(UTF_8));
      byte[] message = "{\"type\":\"view\",\"wishes\":[]}".getBytes(UTF_8);
      for (int i = 0; i < 2 * most; i++) {
        // A text message, masked with zeros (RFC 6455, 5.2).
        flood.writeBytes(new byte[] {(byte) 0x81, (byte) (0x80 | message.length), 0, 0, 0, 0});
        flood.writeBytes(message);
      }
      line.getOutputStream().write(flood.toByteArray());
      line.setSoTimeout(10_000);
      ByteArrayOutputStream answer = new ByteArrayOutputStream();
      byte[] piece = new byte[8192];
      while (!answer.toString(ISO_8859_1).contains("too many messages")) {
        int read = line.getInputStream().read(piece);
        assertThat(read).as("bytes before the end").isPositive();
        answer.write(piece, 0, read);
      }
      assertThat(answer.toString(ISO_8859_1)).contains("too-many-requests");
    }
  }

  @Test
  @Tag("I-6a")
  void floodOfGuestsIsSlowed() {
    String flood = url + "?source=one-address";
    List<Client> guests = new ArrayList<>();
    List<JsonObject> answers = new ArrayList<>();
    for (int i = 0; i < 70; i++) {
      // One after the other: look-ups that are still under way count as wrong guesses.
      guests.add(Client.guest(flood, "G" + i));
      answers.add(guests.getLast().next());
    }
    assertThat(answers)
        .filteredOn(first -> first.getString("type").equals("seat"))
        .hasSizeBetween(60, 69);
    assertThat(answers)
        .filteredOn(first -> first.getString("type").equals("error"))
        .allMatch(error -> error.getString("code").equals("too-many-requests"))
        .allMatch(error -> error.getInteger("retryAfterSeconds") > 0);
    assertThat(guests.getFirst().closed).isNotDone();
  }

  @Test
  @Tag("I-8a")
  void foreignOriginAndMissingProtocolAreRefused() {
    HttpClient http = HttpClient.newHttpClient();
    WebSocket.Listener nobody = new WebSocket.Listener() {};
    assertThatThrownBy(
            () ->
                http.newWebSocketBuilder()
                    .header("Origin", "https://evil.test")
                    .subprotocols("plenum.v1")
                    .buildAsync(URI.create(url), nobody)
                    .join())
        .hasMessageContaining("WebSocketHandshakeException");
    assertThatThrownBy(() -> http.newWebSocketBuilder().buildAsync(URI.create(url), nobody).join())
        .hasMessageContaining("WebSocketHandshakeException");
    http.newWebSocketBuilder()
        .header("Origin", "http://plenum.test")
        .subprotocols("plenum.v1")
        .buildAsync(URI.create(url), nobody)
        .join()
        .abort();
    assertThat(server.rejects("foreign-origin")).isPositive();
  }
}
