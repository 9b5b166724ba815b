package io.plenum.node;

import static io.plenum.node.Client.json;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files over HTTP, as a client of the REST interface sends and fetches them. */
class FileTransferTest {
  private static final long PATIENCE_NS = 10_000_000_000L;

  @TempDir private Path folder;
  private Node node;
  private Client client;
  private String access;
  private JsonObject meeting;

  @BeforeEach
  void start() {
    node = Node.start(Configuration.read(environment()));
    client = new Client(node.httpPort());
    JsonObject setUp = FirstStart.body();
    access = json(client.post("/api/v1/setup", setUp)).getString("accessToken");
    meeting =
        json(
            client.post(
                "/api/v1/meetings",
                new JsonObject().put("name", "Weekly"),
                "Authorization",
                ada()));
  }

  private Map<String, String> environment() {
    return FirstStart.environment(folder);
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private String ada() {
    return "Bearer " + access;
  }

  private String files() {
    return "/api/v1/meetings/" + meeting.getString("id") + "/files";
  }

  private HttpResponse<String> upload(String query, byte[] content, String... headers)
      throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(client.base() + files() + query))
            .headers(headers)
            .POST(BodyPublishers.ofByteArray(content))
            .build();
    return client.http().send(request, BodyHandlers.ofString());
  }

  private HttpResponse<byte[]> fetch(String id, String... headers) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(client.base() + files() + "/" + id + "/content"))
            .headers(headers)
            .build();
    return client.http().send(request, BodyHandlers.ofByteArray());
  }

  private JsonArray list(String authorization) {
    return json(client.get(files(), "Authorization", authorization)).getJsonArray("items");
  }

  private static byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    new Random(size).nextBytes(bytes);
    return bytes;
  }

  private static String header(HttpResponse<?> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @Test
  @Tag("C-2b")
  void givesBackWhatWasAdded_asADownloadThatRunsNothing() throws Exception {
    byte[] content = bytes(3_000_000);
    HttpResponse<String> added =
        upload(
            "?name=Gr%C3%BC%C3%9Fe%20%E2%82%AC.html",
            content, "Authorization", ada(), "Content-Type", "text/html");
    assertThat(added.statusCode()).as(added.body()).isEqualTo(201);
    JsonObject file = json(added);
    assertThat(header(added, "Location")).isEqualTo(files() + "/" + file.getString("id"));
    assertThat(file.getString("name")).isEqualTo("Gr\u00fc\u00dfe \u20ac.html");
    assertThat(file.getString("type")).isEqualTo("application/octet-stream");
    assertThat(file.getInteger("sizeBytes")).isEqualTo(content.length);
    assertThat(file.getString("sha256"))
        .isEqualTo(
            HexFormat.of()
                .formatHex(java.security.MessageDigest.getInstance("SHA-256").digest(content)));
    assertThat(list(ada())).containsExactly(file);
    assertThat(json(client.get(files() + "/" + file.getString("id"), "Authorization", ada())))
        .isEqualTo(file);

    HttpResponse<byte[]> fetched = fetch(file.getString("id"), "Authorization", ada());
    assertThat(fetched.statusCode()).isEqualTo(200);
    assertThat(fetched.body()).isEqualTo(content);
    assertThat(header(fetched, "Content-Type")).isEqualTo("application/octet-stream");
    assertThat(header(fetched, "Content-Disposition"))
        .isEqualTo(
            "attachment; filename=\"Gr__e _.html\";"
                + " filename*=UTF-8''Gr%C3%BC%C3%9Fe%20%E2%82%AC.html");
    assertThat(header(fetched, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(header(fetched, "Content-Security-Policy")).isEqualTo("sandbox; default-src 'none'");
    assertThat(header(fetched, "Cache-Control")).contains("no-store");
  }

  @Test
  @Tag("C-2b")
  void givesRanges_andNothingWhatIsKnownAlready() throws Exception {
    byte[] content = bytes(200_000);
    String id = json(upload("?name=a", content, "Authorization", ada())).getString("id");
    HttpResponse<byte[]> middle = fetch(id, "Authorization", ada(), "Range", "bytes=100000-100009");
    assertThat(middle.statusCode()).isEqualTo(206);
    assertThat(header(middle, "Content-Range")).isEqualTo("bytes 100000-100009/200000");
    assertThat(middle.body()).isEqualTo(java.util.Arrays.copyOfRange(content, 100_000, 100_010));
    HttpResponse<byte[]> behind = fetch(id, "Authorization", ada(), "Range", "bytes=200000-");
    assertThat(behind.statusCode()).isEqualTo(416);
    assertThat(header(behind, "Content-Range")).isEqualTo("bytes */200000");
    String tag = header(middle, "ETag");
    HttpResponse<byte[]> known = fetch(id, "Authorization", ada(), "If-None-Match", tag);
    assertThat(known.statusCode()).isEqualTo(304);
    assertThat(
            fetch(id, "Authorization", ada(), "Range", "bytes=0-9", "If-Range", tag).statusCode())
        .isEqualTo(206);
    assertThat(
            fetch(id, "Authorization", ada(), "Range", "bytes=0-9", "If-Range", "\"old\"").body())
        .isEqualTo(content);
  }

  @Test
  @Tag("C-2a")
  void takesAnEmptyFile_andOneOfUnknownLength() throws Exception {
    String empty = json(upload("?name=empty", bytes(0), "Authorization", ada())).getString("id");
    assertThat(fetch(empty, "Authorization", ada()).body()).isEmpty();
    byte[] content = bytes(1_000_000);
    HttpRequest chunked =
        HttpRequest.newBuilder(URI.create(client.base() + files() + "?name=chunked"))
            .header("Authorization", ada())
            .POST(BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(content)))
            .build();
    String id = json(client.http().send(chunked, BodyHandlers.ofString())).getString("id");
    assertThat(fetch(id, "Authorization", ada()).body()).isEqualTo(content);
  }

  @Test
  void refusesWhatIsNoUpload_withAClearProblem() throws Exception {
    assertThat(json(upload("", bytes(1), "Authorization", ada())).getString("code"))
        .isEqualTo("bad-request");
    assertThat(upload("?name=a&kind=x", bytes(1), "Authorization", ada()).statusCode())
        .isEqualTo(400);
    assertThat(upload("?name=a&kind=voice", bytes(1), "Authorization", ada()).statusCode())
        .isEqualTo(400);
    assertThat(upload("?name=a", bytes(1), "Authorization", "Bearer x").statusCode())
        .isEqualTo(401);
    assertThat(upload("?name=a", bytes(1), "Accept", "*/*").statusCode()).isEqualTo(401);
    assertThat(
            upload("?name=a", bytes(1), "Authorization", ada(), "Origin", "https://evil.example")
                .statusCode())
        .isEqualTo(403);
    assertThat(list(ada())).isEmpty();
  }

  @Test
  @Tag("C-2a")
  void refusesATooLargeFile_beforeItIsSent() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), node.httpPort())) {
      head(socket, 2_000_000_000L);
      assertThat(firstLine(socket)).contains(" 413 ");
    }
    assertThat(list(ada())).isEmpty();
  }

  @Test
  void keepsNothing_ofAnUploadThatBreaksOff() throws Exception {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), node.httpPort())) {
      head(socket, 10_000_000);
      socket.getOutputStream().write(bytes(5_000_000));
      socket.getOutputStream().flush();
      eventually(() -> parts() == 1);
    }
    eventually(() -> parts() == 0);
    assertThat(list(ada())).isEmpty();
    assertThat(folder.resolve("data/objects/content/attachment")).doesNotExist();
  }

  private void head(Socket socket, long length) throws IOException {
    String head =
        "POST "
            + files()
            + "?name=a HTTP/1.1\r\nHost: a\r\nAuthorization: "
            + ada()
            + "\r\nContent-Length: "
            + length
            + "\r\n\r\n";
    socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
  }

  private static String firstLine(Socket socket) throws IOException {
    socket.setSoTimeout(10_000);
    InputStream in = socket.getInputStream();
    StringBuilder line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\r'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString();
  }

  private long parts() {
    try (Stream<Path> files = Files.list(folder.resolve("data/objects/parts"))) {
      return files.count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void eventually(BooleanSupplier fact) throws InterruptedException {
    long deadline = System.nanoTime() + PATIENCE_NS;
    while (!fact.getAsBoolean()) {
      assertThat(System.nanoTime()).isLessThan(deadline);
      Thread.sleep(10);
    }
  }

  @Test
  @Tag("C-2c")
  @Tag("C-3")
  @Tag("X-15")
  @Tag("W-3")
  void letsAGuestHaveFiles_onlyWhileAdmittedAndInTheSession() throws Exception {
    String code = meeting.getString("accessCode");
    String adas = json(upload("?name=adas", bytes(9), "Authorization", ada())).getString("id");
    try (LiveSeat user = LiveSeat.user(client, code, access);
        LiveSeat waiting = LiveSeat.waitingGuest(client, code, "Wanda");
        LiveSeat guest = LiveSeat.admittedGuest(client, code, "Gus", user)) {
      String seat = "Seat " + guest.token();
      assertThat(client.get(files(), "Authorization", "Seat " + waiting.token()).statusCode())
          .isEqualTo(401);
      assertThat(client.get(files(), "Authorization", "Seat x").statusCode()).isEqualTo(401);
      assertThat(list(seat)).hasSize(1);
      assertThat(fetch(adas, "Authorization", seat).body()).isEqualTo(bytes(9));
      JsonObject own = json(upload("?name=own", bytes(5), "Authorization", seat));
      assertThat(own.getJsonObject("addedBy"))
          .isEqualTo(new JsonObject().put("name", "Gus").put("seat", guest.id()));
      assertThat(delete(adas, seat)).isEqualTo(403);
      assertThat(delete(own.getString("id"), ada())).isEqualTo(403);
      assertThat(delete(own.getString("id"), seat)).isEqualTo(204);
      assertThat(fetch(own.getString("id"), "Authorization", seat).statusCode()).isEqualTo(404);
      user.send(new JsonObject().put("type", "remove").put("seat", guest.id()));
      guest.await("removed");
      assertThat(client.get(files(), "Authorization", seat).statusCode()).isEqualTo(401);
      assertThat(fetch(adas, "Authorization", seat).statusCode()).isEqualTo(401);
    }
  }

  @Test
  @Tag("X-15")
  void showsASeatOnlyTheFilesOfItsMeeting() throws Exception {
    JsonObject other =
        json(
            client.post(
                "/api/v1/meetings", new JsonObject().put("name", "Other"), "Authorization", ada()));
    String id = json(upload("?name=a", bytes(9), "Authorization", ada())).getString("id");
    String code = other.getString("accessCode");
    try (LiveSeat user = LiveSeat.user(client, code, access);
        LiveSeat guest = LiveSeat.admittedGuest(client, code, "Gus", user)) {
      String seat = "Seat " + guest.token();
      assertThat(client.get(files(), "Authorization", seat).statusCode()).isEqualTo(404);
      assertThat(fetch(id, "Authorization", seat).statusCode()).isEqualTo(404);
      assertThat(upload("?name=a", bytes(1), "Authorization", seat).statusCode()).isEqualTo(404);
      String within = "/api/v1/meetings/" + other.getString("id") + "/files/" + id;
      assertThat(client.get(within, "Authorization", seat).statusCode()).isEqualTo(404);
      assertThat(client.get(within, "Authorization", ada()).statusCode()).isEqualTo(404);
    }
  }

  private int delete(String id, String authorization) {
    return client
        .send("DELETE", files() + "/" + id, null, "Authorization", authorization)
        .statusCode();
  }

  @Test
  @Tag("S-3a")
  void showsAFilesContentAndName_inNoByteOfTheDataFolder() throws Exception {
    String secret = "the quick brown fox signs on Friday";
    byte[] content = secret.repeat(5_000).getBytes(StandardCharsets.UTF_8);
    upload("?name=treasure-map.txt", content, "Authorization", ada());
    node.close();
    List<Path> all;
    try (Stream<Path> files = Files.walk(folder)) {
      all = files.filter(Files::isRegularFile).toList();
    }
    assertThat(all).hasSizeGreaterThan(3);
    for (Path one : all) {
      assertThat(Files.readString(one, StandardCharsets.ISO_8859_1))
          .as(one.toString())
          .doesNotContain("quick brown", "treasure-map");
    }
    node = Node.start(Configuration.read(environment()));
  }

  @Test
  @Tag("S-3b")
  void readsOldFiles_afterTheMasterKeyChanged() throws Exception {
    String id = json(upload("?name=a", bytes(9), "Authorization", ada())).getString("id");
    Configuration configuration = Configuration.read(environment());
    MasterKeys keys = new MasterKeys(configuration, new java.security.SecureRandom());
    org.assertj.core.api.Assertions.assertThatThrownBy(
            () -> keys.rotate(java.time.InstantSource.system()))
        .hasMessageContaining("in use by another Plenum");
    String before = Files.readString(folder.resolve("data.key"));
    node.close();
    assertThat(keys.rotate(java.time.InstantSource.system())).isEqualTo(2);
    assertThat(Files.readString(folder.resolve("data.key"))).isNotEqualTo(before);
    assertThat(Files.readString(folder.resolve("data.key.old"))).isEqualTo(before);
    node = Node.start(configuration);
    client = new Client(node.httpPort());
    assertThat(fetch(id, "Authorization", ada()).body()).isEqualTo(bytes(9));
  }
}
