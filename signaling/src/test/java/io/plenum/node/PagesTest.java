package io.plenum.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The real client as a node that is known as https://meet.example.org serves it. */
class PagesTest {
  private static final Pattern INLINE =
      Pattern.compile("<script type=\"importmap\">(.*?)</script>", Pattern.DOTALL);

  private static Node node;
  private static Client client;

  @BeforeAll
  static void start(@TempDir Path folder) {
    node =
        Node.start(
            Configuration.read(
                FirstStart.environment(
                    folder,
                    "PLENUM_SETUP_TOKEN",
                    "short",
                    "PLENUM_PUBLIC_URL",
                    "https://meet.example.org/")));
    client = new Client(node.httpPort());
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private static String header(HttpResponse<String> answer, String name) {
    return answer.headers().firstValue(name).orElse("");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/setup",
        "/sign-in",
        "/schedule",
        "/people",
        "/account",
        "/integrations",
        "/audit",
        "/m/123456789",
        "/m/123456789/edit",
        "/m/123456789/streams",
        "/m/123456789/live"
      })
  @Tag("S-1b")
  void allowsTheImportMapOfEveryPage_andNoOtherInlineScript(String page) throws Exception {
    HttpResponse<String> answer = client.get(page);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).isEqualTo("text/html; charset=utf-8");
    Matcher map = INLINE.matcher(answer.body());
    assertThat(map.find()).isTrue();
    byte[] hash =
        MessageDigest.getInstance("SHA-256").digest(map.group(1).getBytes(StandardCharsets.UTF_8));
    assertThat(header(answer, "Content-Security-Policy"))
        .contains("script-src 'self' 'sha256-" + Base64.getEncoder().encodeToString(hash) + "';")
        .doesNotContain("unsafe");
    assertThat(answer.body().replace(map.group(), ""))
        .doesNotContainPattern("<script(?![^>]*src=)")
        .doesNotContainPattern(" on[a-z]+=")
        .doesNotContainPattern("<style|style=");
  }

  @ParameterizedTest
  @CsvSource({
    "/assets/main.js, text/javascript; charset=utf-8",
    "/assets/page.css, text/css; charset=utf-8",
    "/assets/icon.svg, image/svg+xml",
    "/assets/net/rest-client.js, text/javascript; charset=utf-8"
  })
  void servesTheClientsFiles_eachWithItsType(String path, String type) {
    HttpResponse<String> answer = client.get(path);
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(header(answer, "Content-Type")).isEqualTo(type);
    assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
    assertThat(answer.body()).isNotEmpty();
  }

  @Test
  void servesEveryModule_thatTheImportMapNames() {
    Matcher map = INLINE.matcher(client.get("/").body());
    assertThat(map.find()).isTrue();
    for (Map.Entry<String, Object> entry : new JsonObject(map.group(1)).getJsonObject("imports")) {
      if (!entry.getValue().toString().endsWith("/")) {
        assertThat(client.get(entry.getValue().toString()).statusCode())
            .as(entry.toString())
            .isEqualTo(200);
      }
    }
  }

  @Test
  void sendsNothingAgain_whenTheClientHasIt() {
    HttpResponse<String> first = client.get("/assets/main.js");
    String tag = header(first, "ETag");
    assertThat(tag).matches("\"[0-9a-f]{32}\"");
    HttpResponse<String> again =
        client.get("/assets/main.js", "If-None-Match", "\"other\", " + tag);
    assertThat(again.statusCode()).isEqualTo(304);
    assertThat(again.body()).isEmpty();
    assertThat(header(again, "ETag")).isEqualTo(tag);
    assertThat(client.get("/assets/main.js", "If-None-Match", "\"other\"").statusCode())
        .isEqualTo(200);
    HttpResponse<String> packed = client.get("/assets/page.css", "Accept-Encoding", "gzip");
    assertThat(header(packed, "Content-Encoding")).isEqualTo("gzip");
    assertThat(header(packed, "ETag")).isNotEqualTo(header(client.get("/assets/page.css"), "ETag"));
    assertThat(header(packed, "Vary")).isEqualTo("Accept-Encoding");
  }

  @Test
  void sendsTheHeadOnly_whenAskedForIt() {
    HttpResponse<String> head = client.send("HEAD", "/assets/main.js", null);
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(header(head, "Content-Length"))
        .isEqualTo(
            Integer.toString(
                client.get("/assets/main.js").body().getBytes(StandardCharsets.UTF_8).length));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/nothing",
        "/assets",
        "/assets/",
        "/assets/none.js",
        "/assets/main.js/",
        "/m/123456789/other",
        "/index.html/x",
        "/../openapi.yaml",
        "/../../logback.xml",
        "/assets/../../openapi.yaml",
        "/assets/%2e%2e/%2e%2e/openapi.yaml",
        "/assets/..%2f..%2fopenapi.yaml",
        "/assets/..\\..\\openapi.yaml",
        "/assets/%5c..%5copenapi.yaml",
        "//etc/passwd",
        "/assets//main.js/..%00.js",
        "/.git/config",
        "/assets/.hidden.js",
        "/io/plenum/Plenum.class",
        "/META-INF/MANIFEST.MF"
      })
  @Tag("S-4")
  void hasNothingElse(String path) throws IOException {
    String answer = raw(path);
    assertThat(answer).startsWith("HTTP/1.1 4");
    assertThat(answer).contains("application/problem+json").doesNotContain("operationId");
  }

  /** By hand, because a client library tidies paths up. */
  private static String raw(String path) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), node.httpPort())) {
      socket
          .getOutputStream()
          .write(
              ("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
    }
  }

  @Test
  @Tag("S-1b")
  void insistsOnTls_whenItsUrlIsHttps() {
    for (String path : new String[] {"/", "/api/v1/status", "/nothing"}) {
      assertThat(header(client.get(path), "Strict-Transport-Security"))
          .isEqualTo("max-age=31536000; includeSubDomains");
    }
  }

  @Test
  @Tag("S-1b")
  void keepsItsCookieToTls_andItsLinksToItsUrl() {
    assertThat(node.setupLink()).contains("https://meet.example.org/setup#token=short");
    HttpResponse<String> signedIn =
        client.post(
            "/api/v1/setup",
            new JsonObject()
                .put("token", "short")
                .put("account", "Acme")
                .put("name", "Ada")
                .put("email", "ada@acme.example")
                .put("password", "Engine#1843"));
    assertThat(header(signedIn, "Set-Cookie")).contains("Secure").containsIgnoringCase("HttpOnly");
    JsonObject meeting =
        Client.json(
            client.post(
                "/api/v1/meetings",
                new JsonObject().put("name", "Weekly"),
                "Authorization",
                "Bearer " + Client.json(signedIn).getString("accessToken")));
    assertThat(meeting.getString("liveUrl")).startsWith("https://meet.example.org/m/");
  }
}
