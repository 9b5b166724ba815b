package io.plenum.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Large files, and a server that is killed while one comes. */
class FileUploadIT {
  /** More than the heap that the server is started with. */
  private static final long LARGE_BYTES = 600_000_000;

  private static final Duration SOON = Duration.ofSeconds(20);

  private final HttpClient http = HttpClient.newHttpClient();
  @AutoClose private ServerProcess server;
  private String access;
  private String files;

  @BeforeEach
  void start() throws Exception {
    server = ServerProcess.start("file-upload");
    Rest rest = new Rest(server);
    access = rest.setUp();
    rest.meeting(access, "Files");
    String meeting =
        get(server.origin() + "/api/v1/meetings")
            .getAsJsonArray("items")
            .get(0)
            .getAsJsonObject()
            .get("id")
            .getAsString();
    files = server.origin() + "/api/v1/meetings/" + meeting + "/files";
  }

  private HttpRequest.Builder request(String url) {
    return HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + access);
  }

  private JsonObject get(String url) throws IOException, InterruptedException {
    HttpResponse<String> answer = http.send(request(url).build(), BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonParser.parseString(answer.body()).getAsJsonObject();
  }

  private JsonArray list() throws IOException, InterruptedException {
    return get(files).getAsJsonArray("items");
  }

  /** So many bytes, the same each time. */
  private static InputStream content() {
    byte[] piece = new byte[1 << 16];
    new Random(1).nextBytes(piece);
    return new InputStream() {
      private long left = LARGE_BYTES;

      @Override
      public int read() {
        throw new UnsupportedOperationException();
      }

      @Override
      public int read(byte[] into, int offset, int length) {
        if (left == 0) {
          return -1;
        }
        int count = (int) Math.min(left, Math.min(length, piece.length));
        System.arraycopy(piece, 0, into, offset, count);
        left -= count;
        return count;
      }
    };
  }

  @Test
  @Tag("C-2a")
  void takesAndGivesAFile_largerThanItsMemory() throws Exception {
    HttpRequest upload =
        request(files + "?name=large")
            .POST(BodyPublishers.ofInputStream(FileUploadIT::content))
            .build();
    HttpResponse<String> added = http.send(upload, BodyHandlers.ofString());
    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    JsonObject file = JsonParser.parseString(added.body()).getAsJsonObject();
    assertThat(file.get("sizeBytes").getAsLong()).isEqualTo(LARGE_BYTES);

    String content = files + "/" + file.get("id").getAsString() + "/content";
    MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
    HttpResponse<InputStream> fetched =
        http.send(request(content).build(), BodyHandlers.ofInputStream());
    try (InputStream body = new DigestInputStream(fetched.body(), sha256)) {
      assertThat(body.transferTo(java.io.OutputStream.nullOutputStream())).isEqualTo(LARGE_BYTES);
    }
    assertThat(HexFormat.of().formatHex(sha256.digest()))
        .isEqualTo(file.get("sha256").getAsString());
  }

  @Test
  void leavesNothing_ofAnUploadThatAKillInterrupts() throws Exception {
    HttpRequest small = request(files + "?name=kept").POST(BodyPublishers.ofString("kept")).build();
    assertThat(http.send(small, BodyHandlers.discarding()).statusCode()).isEqualTo(201);
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.httpPort())) {
      String head =
          "POST %s?name=half HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
                  .formatted(URI.create(files).getPath(), access)
              + "Content-Length: 50000000\r\n\r\n";
      socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
      socket.getOutputStream().write(new byte[20_000_000]);
      socket.getOutputStream().flush();
      Eventually.holds("half of it is on the disk", SOON, () -> server.objectFiles() == 2);
      server.kill();
    }
    server.restart();
    Eventually.holds("the sweep at start is done", SOON, () -> server.objectFiles() == 1);
    assertThat(list()).hasSize(1);
    assertThat(list().get(0).getAsJsonObject().get("name").getAsString()).isEqualTo("kept");
  }
}
