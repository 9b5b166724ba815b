package io.plenum.node;

import static io.plenum.node.Client.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.plenum.signaling.access.Scope;
import io.plenum.signaling.api.AnswerSchemas;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Machine clients and the OAuth 2.0 endpoints, over HTTP. */
@Tag("I-5")
class ApiClientsTest {
  @TempDir Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));
  private Node node;
  private Client client;
  private HttpResponse<String> setUp;
  private String[] admin;

  @BeforeEach
  void start() {
    node = Node.start(Configuration.read(FirstStart.environment(folder)), now::get);
    client = new Client(node.httpPort());
    JsonObject body = FirstStart.body();
    setUp = client.post("/api/v1/setup", body);
    admin = bearer(json(setUp).getString("accessToken"));
  }

  @AfterEach
  void stop() {
    node.close();
  }

  private static String[] bearer(String token) {
    return new String[] {"Authorization", "Bearer " + token};
  }

  private JsonObject create(Scope... scopes) {
    JsonArray names = new JsonArray();
    Stream.of(scopes).map(Scope::text).forEach(names::add);
    JsonObject body = new JsonObject().put("name", "Room booking").put("scopes", names);
    HttpResponse<String> made = client.post("/api/v1/clients", body, admin);
    assertThat(made.statusCode()).as(made.body()).isEqualTo(200);
    return json(made);
  }

  private HttpResponse<String> form(String path, String form, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(client.base() + "/api/v1" + path))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(form));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      HttpResponse<String> answer = client.http().send(request.build(), BodyHandlers.ofString());
      AnswerSchemas.check("POST", "/api/v1" + path, answer);
      return answer;
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String[] basic(JsonObject machine) {
    String pair = machine.getString("id") + ":" + machine.getString("secret");
    return new String[] {
      "Authorization", "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8))
    };
  }

  private static String credentials(JsonObject machine) {
    return "&client_id="
        + machine.getString("id")
        + "&client_secret="
        + URLEncoder.encode(machine.getString("secret"), UTF_8);
  }

  private HttpResponse<String> ask(JsonObject machine) {
    return form("/oauth/token", "grant_type=client_credentials" + credentials(machine));
  }

  private String token(JsonObject machine) {
    return json(ask(machine)).getString("access_token");
  }

  private int meetings(String token) {
    return client.get("/api/v1/meetings", bearer(token)).statusCode();
  }

  private static void assertError(HttpResponse<String> answer, int status, String error) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    assertThat(json(answer).getString("error")).isEqualTo(error);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
  }

  @Test
  void organizesAMeeting_asTheUserNamedAtItsMaking() {
    JsonObject machine = create(Scope.MEETINGS_WRITE);
    HttpResponse<String> made =
        client.post(
            "/api/v1/meetings", new JsonObject().put("name", "Weekly"), bearer(token(machine)));

    assertThat(made.statusCode()).as(made.body()).isEqualTo(201);
    assertThat(json(made).getJsonObject("organizer").getString("name")).isEqualTo("Ada");
  }

  @Test
  void tellsTheSecret_once() {
    String secret = create(Scope.MEETINGS_READ).getString("secret");

    assertThat(secret).hasSize(43);
    assertThat(client.get("/api/v1/clients", admin).body())
        .contains("Room booking", "meetings:read")
        .doesNotContain("secret");
  }

  @Test
  void takesTheCredentials_inTheHeaderOrTheForm_notInBoth() {
    JsonObject machine = create(Scope.MEETINGS_READ);

    HttpResponse<String> byHeader =
        form("/oauth/token", "grant_type=client_credentials", basic(machine));
    assertThat(json(byHeader).getString("token_type")).isEqualTo("Bearer");
    assertThat(json(byHeader).getInteger("expires_in")).isEqualTo(900);
    assertThat(json(byHeader).getString("scope")).isEqualTo("meetings:read");
    assertThat(ask(machine).statusCode()).isEqualTo(200);
    assertError(
        form(
            "/oauth/token", "grant_type=client_credentials" + credentials(machine), basic(machine)),
        400,
        "invalid_request");
  }

  @ParameterizedTest
  @CsvSource({
    "'', 400, invalid_request",
    "grant_type=, 400, invalid_request",
    "grant_type=client_credentials&grant_type=client_credentials, 400, invalid_request",
    "grant_type=password&username=a&password=b, 400, unsupported_grant_type",
    "grant_type=authorization_code&code=x, 400, unsupported_grant_type",
    "grant_type=client_credentials, 401, invalid_client",
    "grant_type=client_credentials&client_id=x, 401, invalid_client",
    "grant_type=client_credentials&client_id=x&client_secret=y, 401, invalid_client",
    "grant_type=refresh_token, 400, invalid_request",
    "grant_type=refresh_token&refresh_token=x, 400, invalid_grant"
  })
  void tellsWhatIsWrong_asTheStandardWantsIt(String form, int status, String error) {
    HttpResponse<String> answer = form("/oauth/token", form);

    assertError(answer, status, error);
    assertThat(answer.headers().firstValue("WWW-Authenticate").isPresent())
        .isEqualTo(status == 401);
  }

  @ParameterizedTest
  @CsvSource({"Basic", "Basic !!!", "Basic OnNlY3JldA==", "Basic YQ=="})
  void refusesCredentials_thatCannotBeRead(String header) {
    assertError(
        form("/oauth/token", "grant_type=client_credentials", "Authorization", header),
        401,
        "invalid_client");
  }

  @Test
  void takesNoJson_whereTheStandardWantsAForm() {
    JsonObject body = new JsonObject().put("grant_type", "client_credentials");

    assertThat(client.post("/api/v1/oauth/token", body).statusCode()).isEqualTo(415);
  }

  @Test
  void narrowsAToken_toTheScopesAskedFor() {
    JsonObject machine = create(Scope.MEETINGS_READ, Scope.USERS_READ);
    String form = "grant_type=client_credentials" + credentials(machine);
    String narrow =
        json(form("/oauth/token", form + "&scope=users:read")).getString("access_token");

    assertThat(client.get("/api/v1/users", bearer(narrow)).statusCode()).isEqualTo(200);
    HttpResponse<String> refused = client.get("/api/v1/meetings", bearer(narrow));
    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(json(refused).getString("detail")).contains("meetings:read");
    assertError(form("/oauth/token", form + "&scope=audit:read"), 400, "invalid_scope");
    assertError(form("/oauth/token", form + "&scope=all"), 400, "invalid_scope");
  }

  @Test
  void takesNoSeat() {
    JsonObject machine = create(Scope.values());
    JsonObject meeting =
        json(client.post("/api/v1/meetings", new JsonObject().put("name", "Weekly"), admin));

    JsonObject first = client.visit(meeting.getString("accessCode"), token(machine));

    assertThat(first.getString("type")).isEqualTo("error");
    assertThat(first.getString("code")).isEqualTo("forbidden");
  }

  @Test
  void endsEveryToken_whenTheClientIsDeleted() {
    JsonObject machine = create(Scope.MEETINGS_READ);
    String token = token(machine);
    assertThat(meetings(token)).isEqualTo(200);

    client.send("DELETE", "/api/v1/clients/" + machine.getString("id"), null, admin);

    assertThat(meetings(token)).isEqualTo(401);
    assertError(ask(machine), 401, "invalid_client");
  }

  @Test
  void endsSecretAndTokens_whenTheSecretIsReplaced() {
    JsonObject machine = create(Scope.MEETINGS_READ);
    String token = token(machine);
    String path = "/api/v1/clients/" + machine.getString("id") + "/secret";
    JsonObject replaced = json(client.post(path, new JsonObject(), admin));

    assertThat(meetings(token)).isEqualTo(401);
    assertError(ask(machine), 401, "invalid_client");
    assertThat(meetings(token(replaced))).isEqualTo(200);
  }

  @Test
  void keepsTheOldSecret_forTheOverlapOnly() {
    JsonObject machine = create(Scope.MEETINGS_READ);
    String token = token(machine);
    String path = "/api/v1/clients/" + machine.getString("id") + "/secret";
    JsonObject replaced =
        json(client.post(path, new JsonObject().put("keepOldForSeconds", 60), admin));

    assertThat(meetings(token)).isEqualTo(200);
    assertThat(ask(machine).statusCode()).isEqualTo(200);
    now.updateAndGet(time -> time.plusSeconds(60));
    assertError(ask(machine), 401, "invalid_client");
    assertThat(ask(replaced).statusCode()).isEqualTo(200);
  }

  @Test
  @Tag("I-4b")
  void revokesAToken_ofItsOwnOnly() {
    JsonObject machine = create(Scope.MEETINGS_READ);
    JsonObject other = create(Scope.MEETINGS_READ);
    String token = token(machine);

    assertError(form("/oauth/revoke", "token=" + token, basic(other)), 400, "invalid_grant");
    assertError(form("/oauth/revoke", "token=" + token), 400, "unsupported_token_type");
    assertThat(meetings(token)).isEqualTo(200);
    assertThat(form("/oauth/revoke", "token=" + token, basic(machine)).statusCode()).isEqualTo(200);
    assertThat(meetings(token)).isEqualTo(401);
    assertThat(form("/oauth/revoke", "token=nonsense", basic(machine)).statusCode()).isEqualTo(200);
  }

  @Test
  @Tag("I-4b")
  void refreshesAndRevokes_forANativeClient() {
    String cookie = Client.cookie(setUp);
    String refresh = cookie.substring(cookie.indexOf('=') + 1);
    JsonObject tokens =
        json(form("/oauth/token", "grant_type=refresh_token&refresh_token=" + refresh));

    assertThat(meetings(tokens.getString("access_token"))).isEqualTo(200);
    form("/oauth/revoke", "token=" + tokens.getString("refresh_token"));
    assertThat(meetings(tokens.getString("access_token"))).isEqualTo(401);
  }

  @Test
  void endsWithItsTime() {
    String token = token(create(Scope.MEETINGS_READ));
    now.updateAndGet(time -> time.plus(Duration.ofMinutes(15)));

    assertThat(meetings(token)).isEqualTo(401);
  }

  @Test
  void slowsDownWhoeverGuessesASecret() {
    JsonObject machine = create(Scope.MEETINGS_READ);
    JsonObject wrong = machine.copy().put("secret", "wrong");
    List<Integer> answers = Stream.generate(() -> ask(wrong).statusCode()).limit(11).toList();

    assertThat(answers.subList(0, 10)).containsOnly(401);
    assertThat(answers.getLast()).isEqualTo(429);
  }

  @Test
  @Tag("I-4b")
  void isTold_whatThereIs() throws IOException, InterruptedException {
    JsonObject metadata = wellKnown("/.well-known/oauth-authorization-server");

    assertThat(metadata.getString("issuer")).isEqualTo(client.base());
    assertThat(metadata.getString("token_endpoint"))
        .isEqualTo(client.base() + "/api/v1/oauth/token");
    assertThat(metadata.getJsonArray("grant_types_supported"))
        .containsExactly("client_credentials", "refresh_token");
    assertThat(metadata.getJsonArray("scopes_supported")).hasSize(Scope.values().length);
    assertThat(metadata.fieldNames()).doesNotContain("authorization_endpoint");
  }

  @Test
  @Tag("I-4b")
  void signsTokens_thatAnybodyCanVerify()
      throws IOException, InterruptedException, ParseException, JOSEException {
    JWKSet keys = JWKSet.parse(wellKnown("/.well-known/jwks.json").encode());
    SignedJWT token = SignedJWT.parse(token(create(Scope.MEETINGS_READ)));
    String keyId = token.getHeader().getKeyID();

    assertThat(token.verify(new ECDSAVerifier(keys.getKeyByKeyId(keyId).toECKey()))).isTrue();
    assertThat(keys.getKeys()).noneMatch(key -> key.isPrivate());
  }

  private JsonObject wellKnown(String path) throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(client.base() + path)).build();
    HttpResponse<String> answer = client.http().send(request, BodyHandlers.ofString());
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
    return json(answer);
  }

  @Test
  void refusesAClient_thatActsAsNobodyOfTheAccount() {
    JsonObject body =
        new JsonObject()
            .put("name", "Script")
            .put("scopes", new JsonArray().add("users:read"))
            .put("userId", "0123456789abcdef0123456789abcdef");

    assertThat(client.post("/api/v1/clients", body, admin).statusCode()).isEqualTo(404);
  }

  @Test
  void makesNoMoreClients_thanTheLimit() {
    for (int i = 0; i < 100; i++) {
      create(Scope.MEETINGS_READ);
    }
    JsonObject body =
        new JsonObject().put("name", "One more").put("scopes", new JsonArray().add("users:read"));

    assertThat(client.post("/api/v1/clients", body, admin).statusCode()).isEqualTo(409);
  }

  @Test
  void endsTheOldestToken_whenThereAreTooMany() {
    JsonObject machine = create(Scope.MEETINGS_READ);
    String first = token(machine);
    now.updateAndGet(time -> time.plusSeconds(1));
    String second = token(machine);
    for (int i = 0; i < 98; i++) {
      now.updateAndGet(time -> time.plusSeconds(1));
      token(machine);
    }
    assertThat(meetings(first)).isEqualTo(200);
    now.updateAndGet(time -> time.plusSeconds(1));
    token(machine);

    assertThat(meetings(first)).isEqualTo(401);
    assertThat(meetings(second)).isEqualTo(200);
  }
}
