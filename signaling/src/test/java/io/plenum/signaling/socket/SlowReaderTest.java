package io.plenum.signaling.socket;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.plenum.signaling.identity.SignedIn;
import io.plenum.signaling.meeting.Meeting;
import io.plenum.storage.crypto.MasterKey;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("S-4")
class SlowReaderTest {
  /** Small, so that little must be sent to overflow; no rate, so that it can be sent at once. */
  private static final SocketLimits SMALL =
      new SocketLimits(
          256 * 1024,
          20,
          20,
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofSeconds(25),
          100_000,
          100_000,
          1);

  @TempDir Path folder;

  @Test
  void readerWhoDoesNotReadIsClosed_andNobodyElseWaits() throws Exception {
    try (LiveServer server = LiveServer.start(folder, MasterKey.random(new SecureRandom()), SMALL);
        Socket deaf = new Socket()) {
      SignedIn ann = server.setUp();
      Meeting meeting = server.meeting(ann);
      Client host = Client.user(server.url(meeting.accessCode()), ann.accessToken());
      host.await("room");
      deaf.setReceiveBufferSize(4_096);
      deaf.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.port()));
      joinAndNeverRead(deaf, meeting.accessCode(), ann.accessToken());
      host.await("person");

      String text = "x".repeat(4_000);
      int sent = 0;
      while (server.rejects("not-reading") == 0 && sent++ < 3_000) {
        host.chat(text);
        host.await("chat");
      }
      assertThat(server.rejects("not-reading")).isEqualTo(1);
    }
  }

  @Test
  void socketCloses_whenNobodyJoins() {
    try (LiveServer server =
        LiveServer.start(folder, MasterKey.random(new SecureRandom()), SMALL)) {
      Client client = Client.open(server.url("123456789"));
      assertThat(client.closeCode()).isEqualTo(1008);
      assertThat(server.rejects("no-join-in-time")).isEqualTo(1);
    }
  }

  /** As SMALL, with a heartbeat that a test can wait for. */
  private static final SocketLimits QUICK =
      new SocketLimits(
          256 * 1024,
          20,
          20,
          Duration.ofSeconds(10),
          Duration.ofMillis(200),
          Duration.ofMillis(600),
          100,
          100,
          1);

  @Test
  void socketCloses_whenItDoesNotEvenAnswerPings() throws Exception {
    try (LiveServer server = LiveServer.start(folder, MasterKey.random(new SecureRandom()), QUICK);
        Socket dead = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
      SignedIn ann = server.setUp();
      Meeting meeting = server.meeting(ann);
      dead.setSoTimeout(10_000);
      long beganNs = System.nanoTime();
      joinAndNeverRead(dead, meeting.accessCode(), ann.accessToken());
      byte[] all = readToClose(dead.getInputStream());

      assertThat(Duration.ofNanos(System.nanoTime() - beganNs))
          .isGreaterThanOrEqualTo(QUICK.silentFor());
      assertThat(server.rejects("silent")).isEqualTo(1);
      // RFC 6455, 5.2: an empty ping is 89 00. One came in each interval before the end.
      assertThat(count(all, (byte) 0x89, (byte) 0)).isBetween(2, 4);
      // 88, length, 1008: closed for a reason.
      assertThat(count(all, (byte) 0x03, (byte) 0xF0)).isEqualTo(1);
    }
  }

  @Test
  void socketStays_whenItAnswersPings() throws Exception {
    try (LiveServer server =
        LiveServer.start(folder, MasterKey.random(new SecureRandom()), QUICK)) {
      SignedIn ann = server.setUp();
      Client quiet = Client.user(server.url(server.meeting(ann).accessCode()), ann.accessToken());
      quiet.await("room");
      Thread.sleep(3 * QUICK.silentFor().toMillis());
      assertThat(quiet.closed).isNotDone();
      quiet.chat("still here");
      quiet.await("chat");
    }
  }

  /** Until the server's close frame has come, which a dead client never answers. */
  private static byte[] readToClose(InputStream in) throws IOException {
    java.io.ByteArrayOutputStream all = new java.io.ByteArrayOutputStream();
    byte[] part = new byte[4_096];
    while (count(all.toByteArray(), (byte) 0x03, (byte) 0xF0) == 0) {
      int length = in.read(part);
      if (length < 0) {
        break;
      }
      all.write(part, 0, length);
    }
    return all.toByteArray();
  }

  private static int count(byte[] in, byte first, byte second) {
    int found = 0;
    for (int i = 0; i + 1 < in.length; i++) {
      found += in[i] == first && in[i + 1] == second ? 1 : 0;
    }
    return found;
  }

  /** By hand: every WebSocket library reads. */
  private static void joinAndNeverRead(Socket deaf, String code, String token) throws IOException {
    String request =
        "GET /api/v1/meetings/"
            + code
            + "/live HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
            + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n"
            + "Sec-WebSocket-Protocol: plenum.v1\r\n\r\n";
    OutputStream out = deaf.getOutputStream();
    out.write(request.getBytes(ISO_8859_1));
    readHead(deaf.getInputStream());
    byte[] join =
        new JsonObject()
            .put("type", "join")
            .put("accessToken", token)
            .encode()
            .getBytes(ISO_8859_1);
    // RFC 6455, 5.2: FIN + text, masked, 16-bit length; a mask of zeros changes nothing.
    out.write(
        new byte[] {
          (byte) 0x81, (byte) 0xFE, (byte) (join.length >> 8), (byte) join.length, 0, 0, 0, 0
        });
    out.write(join);
    out.flush();
  }

  /** Reads up to the empty line that ends the server's consent (RFC 6455, 4.2.2), and no more. */
  private static void readHead(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (head.indexOf("\r\n\r\n") < 0) {
      head.append((char) in.read());
    }
    assertThat(head.toString()).startsWith("HTTP/1.1 101");
  }
}
