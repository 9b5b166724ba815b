package io.plenum.node;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * A company's OpenID provider over real HTTP with real signatures: discovery, authorization code
 * with PKCE, token and key endpoints. Whoever comes to its authorization endpoint is the person
 * that it was told. It holds clients to the rules; a test may make it break them itself.
 */
final class CompanyProvider implements AutoCloseable {
  static final String CLIENT = "plenum";
  static final String SECRET = "s3cr3t/of:the provider";

  private final HttpServer http;
  private final InstantSource clock;
  private final Map<String, Map<String, String>> codes = new ConcurrentHashMap<>();
  private volatile RSAKey key = newKey();
  private volatile JWTClaimsSet person =
      person("1843", "ada@acme.example").claim("email_verified", true).build();
  private volatile UnaryOperator<JWTClaimsSet.Builder> claims = UnaryOperator.identity();
  private volatile Function<JWTClaimsSet, String> signature = this::signed;
  private volatile String answersAs;
  private volatile String calledItself;

  CompanyProvider(InstantSource clock) throws IOException {
    this.clock = clock;
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    answersAs = issuer();
    calledItself = issuer();
    http.createContext("/.well-known/openid-configuration", e -> answer(e, 200, metadata()));
    http.createContext("/keys", e -> answer(e, 200, keys()));
    http.createContext("/authorize", this::authorize);
    http.createContext("/token", this::token);
    http.start();
  }

  static JWTClaimsSet.Builder person(String subject, String email) {
    return new JWTClaimsSet.Builder()
        .subject(subject)
        .claim("email", email)
        .claim("name", "Ada Lovelace");
  }

  String issuer() {
    return "http://127.0.0.1:" + http.getAddress().getPort();
  }

  /** Who signs in from now on. */
  void comes(JWTClaimsSet.Builder who) {
    person = who.build();
  }

  /** Changes the ID tokens from now on. */
  void says(UnaryOperator<JWTClaimsSet.Builder> change) {
    claims = change;
  }

  /** Signs ID tokens otherwise from now on. */
  void signs(Function<JWTClaimsSet, String> otherwise) {
    signature = otherwise;
  }

  /** Names another issuer in its answers (RFC 9207) from now on. */
  void answersAs(String issuer) {
    answersAs = issuer;
  }

  /** Names another issuer in what it publishes from now on. */
  void callsItself(String issuer) {
    calledItself = issuer;
  }

  /** The key until now is forgotten. */
  void changesKey() {
    key = newKey();
  }

  RSAKey key() {
    return key;
  }

  String signed(JWTClaimsSet token) {
    return signed(token, key);
  }

  static String signed(JWTClaimsSet token, RSAKey by) {
    try {
      JWSHeader header = new JWSHeader.Builder(JWSAlgorithm.RS256).keyID(by.getKeyID()).build();
      SignedJWT jwt = new SignedJWT(header, token);
      jwt.sign(new RSASSASigner(by));
      return jwt.serialize();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  static RSAKey newKey() {
    try {
      return new RSAKeyGenerator(2048).keyIDFromThumbprint(true).generate();
    } catch (JOSEException e) {
      throw new IllegalStateException(e);
    }
  }

  private JsonObject metadata() {
    return new JsonObject()
        .put("issuer", calledItself)
        .put("authorization_endpoint", issuer() + "/authorize")
        .put("token_endpoint", issuer() + "/token")
        .put("jwks_uri", issuer() + "/keys")
        .put("response_types_supported", new JsonArray().add("code"))
        .put("subject_types_supported", new JsonArray().add("public"))
        .put("id_token_signing_alg_values_supported", new JsonArray().add("RS256"))
        .put("authorization_response_iss_parameter_supported", true);
  }

  private JsonObject keys() {
    return new JsonObject(new JWKSet(key).toJSONObject(true));
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> asked = fields(exchange.getRequestURI().getRawQuery());
    boolean right =
        asked.get("client_id").equals(CLIENT)
            && asked.get("response_type").equals("code")
            && asked.get("code_challenge_method").equals("S256")
            && asked.get("scope").contains("openid");
    if (!right) {
      answer(exchange, 400, new JsonObject().put("error", "invalid_request"));
      return;
    }
    String code = "code-" + codes.size();
    codes.put(code, asked);
    String location =
        asked.get("redirect_uri")
            + "?code="
            + code
            + "&state="
            + URLEncoder.encode(asked.get("state"), UTF_8)
            + "&iss="
            + URLEncoder.encode(answersAs, UTF_8);
    exchange.getResponseHeaders().set("Location", location);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    Map<String, String> sent = fields(body);
    Map<String, String> asked = codes.remove(sent.getOrDefault("code", ""));
    if (!isClient(exchange.getRequestHeaders().getFirst("Authorization"))) {
      answer(exchange, 401, new JsonObject().put("error", "invalid_client"));
    } else if (asked == null
        || !asked.get("redirect_uri").equals(sent.get("redirect_uri"))
        || !asked.get("code_challenge").equals(challenge(sent.get("code_verifier")))) {
      answer(exchange, 400, new JsonObject().put("error", "invalid_grant"));
    } else {
      answer(
          exchange,
          200,
          new JsonObject()
              .put("access_token", "not-used")
              .put("token_type", "Bearer")
              .put("id_token", idToken(asked.get("nonce"))));
    }
  }

  private String idToken(String nonce) {
    Instant now = clock.instant();
    JWTClaimsSet.Builder token =
        new JWTClaimsSet.Builder(person)
            .issuer(issuer())
            .audience(CLIENT)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(300)))
            .claim("nonce", nonce);
    return signature.apply(claims.apply(token).build());
  }

  private static boolean isClient(String authorization) {
    String pair = URLEncoder.encode(CLIENT, UTF_8) + ":" + URLEncoder.encode(SECRET, UTF_8);
    return ("Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8)))
        .equals(authorization);
  }

  private static String challenge(String verifier) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(US_ASCII));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(hash);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> fields(String form) {
    Map<String, String> fields = new HashMap<>();
    for (String field : form.split("&", -1)) {
      String[] pair = field.split("=", 2);
      fields.put(URLDecoder.decode(pair[0], UTF_8), URLDecoder.decode(pair[1], UTF_8));
    }
    return fields;
  }

  private static void answer(HttpExchange exchange, int status, JsonObject json)
      throws IOException {
    byte[] body = json.encode().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
