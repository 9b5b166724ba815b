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
