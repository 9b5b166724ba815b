package io.plenum.node;

import static io.plenum.node.Client.json;
import static io.plenum.node.FirstStart.PASSWORD;
import static io.plenum.node.FirstStart.TOKEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** People who sign in at their company's OpenID provider, over HTTP, with real signatures. */
@Tag("I-4c")
class SignOnTest {
  private static final String ADMIN = "boss@acme.example";

  @TempDir Path folder;
  private final AtomicReference<Instant> now =
      new AtomicReference<>(Instant.parse("2026-11-21T12:00:00Z"));
  private CompanyProvider provider;
  private Node node;
  private Client client;
  private String[] admin;

  @BeforeEach
  void start() throws IOException {
    provider = new CompanyProvider(now::get);
    node =
        Node.start(
            Configuration.read(
                FirstStart.environment(folder, "PLENUM_SIGN_ON_NETWORKS", "127.0.0.0/8")),
            now::get);
    client = new Client(node.httpPort());
    JsonObject setUp =
        new JsonObject()
            .put("token", TOKEN)
            .put("account", "Acme")
            .put("name", "Boss")
            .put("email", ADMIN)
            .put("password", PASSWORD);
    admin = bearer(client.post("/api/v1/setup", setUp));
    HttpResponse<String> provided = putProvider(false);
    assertThat(provided.statusCode()).as(provided.body()).isEqualTo(200);
    JsonObject domain = new JsonObject().put("domain", "Acme.example");
    assertThat(json(client.post("/api/v1/sign-on/domains", domain, admin)).getBoolean("proven"))
        .as("the only account needs no proof")
        .isTrue();
  }

  @AfterEach
  void stop() {
    node.close();
    provider.close();
  }

  private static String[] bearer(HttpResponse<String> signedIn) {
    return new String[] {"Authorization", "Bearer " + json(signedIn).getString("accessToken")};
  }

  private HttpResponse<String> putProvider(boolean trustsEmail) {
    return putProvider(trustsEmail, CompanyProvider.SECRET);
  }

  private HttpResponse<String> putProvider(boolean trustsEmail, String secret) {
    JsonObject settings =
        new JsonObject()
            .put("name", "Acme login")
            .put("issuer", provider.issuer())
            .put("clientId", CompanyProvider.CLIENT)
            .put("clientSecret", secret)
            .put("trustsEmail", trustsEmail);
    return client.send("PUT", "/api/v1/sign-on/provider", settings.encode(), admin);
  }

  private HttpResponse<String> begin(String email, String page) {
    JsonObject body = new JsonObject().put("email", email).put("page", page);
    return client.post("/api/v1/sign-on", body);
  }

  /** What the browser does: goes to the provider, and is sent back with a code. */
  private String visit(HttpResponse<String> begun) {
    return location(get(json(begun).getString("url")));
  }

  private HttpResponse<String> get(String url, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    if (headers.length > 0) {
      request.headers(headers);
    }
    try {
      return client.http().send(request.build(), BodyHandlers.ofString());
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String location(HttpResponse<String> answer) {
    return answer.headers().firstValue("Location").orElseThrow();
  }

  private static Optional<String> cookie(HttpResponse<String> answer, String name) {
    return answer.headers().allValues("Set-Cookie").stream()
        .filter(cookie -> cookie.startsWith(name + "="))
        .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
        .filter(cookie -> !cookie.endsWith("=") && !cookie.endsWith("\"\""))
        .findFirst();
  }

  private HttpResponse<String> comeBack(HttpResponse<String> begun) {
    return get(visit(begun), "Cookie", cookie(begun, "plenum_sign_on").orElseThrow());
  }

  private HttpResponse<String> signOn() {
    return comeBack(begin("ada@acme.example", "/"));
  }

  private JsonObject userOf(HttpResponse<String> back) {
    String refresh = cookie(back, "plenum_refresh").orElseThrow();
    return json(client.post("/api/v1/refresh", null, "Cookie", refresh)).getJsonObject("user");
  }

  private void assertRefused(HttpResponse<String> back, String problem) {
    assertThat(back.statusCode()).isEqualTo(303);
    assertThat(location(back)).isEqualTo("/sign-in#problem=" + problem);
    assertThat(cookie(back, "plenum_refresh")).isEmpty();
    assertThat(json(client.get("/api/v1/users", admin)).getJsonArray("items")).hasSize(1);
  }

  @Test
  void makesTheUser_atTheFirstSignIn_andKnowsThemAfterwards() {
    HttpResponse<String> back = comeBack(begin("Ada@Acme.example", "/m/482913605"));

    assertThat(location(back)).isEqualTo("/m/482913605");
    JsonObject user = userOf(back);
    assertThat(user.getString("email")).isEqualTo("ada@acme.example");
    assertThat(user.getString("name")).isEqualTo("Ada Lovelace");
    assertThat(user.getString("role")).isEqualTo("user");

    provider.comes(CompanyProvider.person("1843", "ada.king@elsewhere.example"));
    assertThat(userOf(signOn()).getString("id")).isEqualTo(user.getString("id"));
  }

  @Test
  void letsNobodyIn_byPassword_whoHasNone() {
    userOf(signOn());
    for (String password : List.of("", " ", PASSWORD)) {
      JsonObject body = new JsonObject().put("email", "ada@acme.example").put("password", password);
      assertThat(client.post("/api/v1/sign-in", body).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void linksTheUser_whoHasTheAddressAlready() {
    provider.comes(CompanyProvider.person("7", ADMIN).claim("email_verified", "true"));

    assertThat(userOf(signOn()).getString("role")).isEqualTo("customer-admin");
  }

  @Test
  void tellsNobody_whetherThereIsSuchAPerson() {
    JsonObject known = json(begin(ADMIN, "/"));
    JsonObject unknown = json(begin("nobody@acme.example", "/"));

    assertThat(known.fieldNames()).isEqualTo(unknown.fieldNames());
    assertThat(known.getString("signIn")).isEqualTo("provider");
    assertThat(json(begin("ada@elsewhere.example", "/")))
        .isEqualTo(new JsonObject().put("signIn", "password"));
    assertThat(json(begin("ada@sub.acme.example", "/")).getString("signIn")).isEqualTo("password");
  }

  /** What a provider, or somebody in its place, could get wrong. */
  enum Fault {
    WRONG_NONCE(p -> p.says(token -> token.claim("nonce", "another"))),
    NO_NONCE(p -> p.says(token -> token.claim("nonce", null))),
    WRONG_AUDIENCE(p -> p.says(token -> token.audience("another"))),
    SEVERAL_AUDIENCES_AND_NO_PARTY(p -> p.says(token -> token.audience(List.of("plenum", "b")))),
    ANOTHER_PARTY(p -> p.says(token -> token.claim("azp", "another"))),
    WRONG_ISSUER(p -> p.says(token -> token.issuer("https://another.example"))),
    EXPIRED(p -> p.says(token -> token.expirationTime(Date.from(Instant.EPOCH)))),
    NO_EXPIRY(p -> p.says(token -> token.expirationTime(null))),
    NO_SUBJECT(p -> p.says(token -> token.subject(null))),
    UNSIGNED(p -> p.signs(token -> new PlainJWT(token).serialize())),
    SIGNED_WITH_THE_SECRET(p -> p.signs(token -> mac(token, CompanyProvider.SECRET.repeat(2)))),
    SIGNED_WITH_THE_PUBLIC_KEY(p -> p.signs(token -> mac(token, publicPem(p)))),
    SIGNED_BY_ANOTHER(
        p -> p.signs(token -> CompanyProvider.signed(token, CompanyProvider.newKey()))),
    NO_TOKEN(p -> p.signs(token -> "not a token")),
    ANOTHER_PROVIDERS_ANSWER(p -> p.answersAs("https://another.example"));

    @SuppressWarnings("ImmutableEnumChecker") // lambdas that hold nothing
    private final Consumer<CompanyProvider> commit;

    Fault(Consumer<CompanyProvider> commit) {
      this.commit = commit;
    }

    private static String publicPem(CompanyProvider provider) {
      try {
        return Base64.encode(provider.key().toPublicKey().getEncoded()).toString();
      } catch (JOSEException e) {
        throw new IllegalStateException(e);
      }
    }

    private static String mac(JWTClaimsSet token, String secret) {
      try {
        SignedJWT jwt = new SignedJWT(new JWSHeader(JWSAlgorithm.HS256), token);
        jwt.sign(new MACSigner(secret));
        return jwt.serialize();
      } catch (JOSEException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Fault.class)
  void letsNobodyIn_whenTheProvidersAnswerIsNotRight(Fault fault) {
    fault.commit.accept(provider);

    assertRefused(signOn(), "sign-on-failed");
  }

  @Test
  void letsNobodyIn_whoseAddressTheProviderHasNotVerified() {
    provider.comes(CompanyProvider.person("9", "eve@acme.example").claim("email_verified", false));
    assertRefused(signOn(), "sign-on-email");

    provider.comes(CompanyProvider.person("9", "eve@acme.example"));
    assertRefused(signOn(), "sign-on-email");

    assertThat(putProvider(true).statusCode()).isEqualTo(200);
    assertThat(userOf(signOn()).getString("email")).isEqualTo("eve@acme.example");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "eve@elsewhere.example",
        "eve@acme.example.evil.example",
        "eve",
        "a@b@acme.example"
      })
  void letsNobodyIn_whoseAddressIsNotOfTheAccountsDomains(String email) {
    provider.comes(CompanyProvider.person("9", email).claim("email_verified", true));

    assertRefused(signOn(), "sign-on-email");
  }

  @Test
  void followsTheProvider_whenItChangesItsKeys() {
    String first = userOf(signOn()).getString("id");
    provider.changesKey();
    now.updateAndGet(time -> time.plus(Duration.ofSeconds(11)));

    assertThat(userOf(signOn()).getString("id")).isEqualTo(first);
  }

  @Test
  void saysThatItIsTheClient_whenTheProviderRefusesItsSecret() {
    assertThat(putProvider(false, "another").statusCode()).isEqualTo(200);

    assertRefused(signOn(), "sign-on-client");

    assertThat(client.get("/api/v1/audit?kind=sign-on-refused", admin).body())
        .contains("\"reason\":\"sign-on-client\"");
    assertThat(putProvider(false).statusCode()).isEqualTo(200);
    assertThat(userOf(signOn()).getString("email")).isEqualTo("ada@acme.example");
  }

  @Test
  void letsNobodyIn_fromAnotherBrowser() {
    HttpResponse<String> begun = begin("ada@acme.example", "/");
    String elsewhere = cookie(begin("ada@acme.example", "/"), "plenum_sign_on").orElseThrow();

    assertRefused(get(visit(begun)), "sign-on-expired");
    HttpResponse<String> again = begin("ada@acme.example", "/");
    assertRefused(get(visit(again), "Cookie", elsewhere), "sign-on-expired");
  }

  @Test
  void letsNobodyIn_twiceByOneAttempt_norTooLate() {
    HttpResponse<String> begun = begin("ada@acme.example", "/");
    String cookie = cookie(begun, "plenum_sign_on").orElseThrow();
    String callback = visit(begun);
    provider.says(token -> token.claim("nonce", "another"));
    assertRefused(get(callback, "Cookie", cookie), "sign-on-failed");
    assertRefused(get(callback, "Cookie", cookie), "sign-on-expired");

    HttpResponse<String> late = begin("ada@acme.example", "/");
    String lateCallback = visit(late);
    now.updateAndGet(time -> time.plus(Duration.ofMinutes(15)));
    JsonObject again = new JsonObject().put("email", ADMIN).put("password", PASSWORD);
    admin = bearer(client.post("/api/v1/sign-in", again));
    assertRefused(
        get(lateCallback, "Cookie", cookie(late, "plenum_sign_on").orElseThrow()),
        "sign-on-expired");
  }

  @Test
  void saysSo_whenThePersonDeclined() {
    HttpResponse<String> begun = begin("ada@acme.example", "/");
    String declined = visit(begun).replaceFirst("code=[^&]*", "error=access_denied");

    assertRefused(
        get(declined, "Cookie", cookie(begun, "plenum_sign_on").orElseThrow()), "sign-on-declined");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"//evil.example", "/\\evil.example", "https://evil.example", "evil", "/a\\b"})
  void leadsToNoOtherServer(String page) {
    assertThat(location(comeBack(begin("ada@acme.example", page)))).isEqualTo("/");
  }

  @Test
  void forgetsTheProvidersAttempts_whenItIsChanged() {
    HttpResponse<String> begun = begin("ada@acme.example", "/");
    String callback = visit(begun);
    client.send("DELETE", "/api/v1/sign-on/provider", null, admin);

    assertRefused(
        get(callback, "Cookie", cookie(begun, "plenum_sign_on").orElseThrow()), "sign-on-expired");
    assertThat(json(begin("ada@acme.example", "/")).getString("signIn")).isEqualTo("password");
  }

  @Test
  void refusesAProvider_thatAnswersForAnother() {
    provider.callsItself("https://another.example");

    HttpResponse<String> answer = putProvider(false);

    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(json(answer).getString("code")).isEqualTo("unusable-provider");
    assertThat(json(answer).getString("detail")).contains("https://another.example");
  }

  @Test
  void tellsTheSecret_toNobody() {
    JsonObject settings = json(client.get("/api/v1/sign-on/provider", admin));

    assertThat(settings.getBoolean("hasSecret")).isTrue();
    assertThat(settings.encode()).doesNotContain(CompanyProvider.SECRET);
    assertThat(settings.getString("redirectUri"))
        .isEqualTo(client.base() + "/api/v1/sign-on/callback");
  }

  @Test
  void keepsTheCookieFromScripts_andOtherSites() {
    String set = begin("ada@acme.example", "/").headers().allValues("Set-Cookie").getFirst();

    assertThat(set)
        .containsIgnoringCase("HttpOnly")
        .contains("SameSite=Lax", "Path=/api/v1/sign-on", "Max-Age=900");
  }
}
