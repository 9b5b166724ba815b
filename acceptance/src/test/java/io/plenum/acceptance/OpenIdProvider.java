package io.plenum.acceptance;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A company's OpenID provider on loopback (OpenID Connect Core 1.0, authorization code flow) that
 * lets one person in without asking, or nobody. Its threads are its own; any thread may call.
 */
final class OpenIdProvider implements AutoCloseable {
  static final String CLIENT = "plenum";
  static final String SECRET = "a-secret-of-the-provider";

  private static final int KEY_BITS = 2048;
  private static final int TOKEN_SECONDS = 300;

  private final HttpServer http;
  private final KeyPair key;
  private final String email;
  private final String name;

  /** Nonces of those who were let in, by their authorization code. */
  private final Map<String, String> nonces = new ConcurrentHashMap<>();

  private volatile boolean declines;

  OpenIdProvider(String email, String name) throws IOException {
    this.email = email;
    this.name = name;
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
      generator.initialize(KEY_BITS);
      this.key = generator.generateKeyPair();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.createContext("/.well-known/openid-configuration", e -> answer(e, metadata()));
    http.createContext("/keys", e -> answer(e, keys()));
    http.createContext("/authorize", this::authorize);
    http.createContext("/token", this::token);
    http.start();
  }

  String issuer() {
    return "http://localhost:" + http.getAddress().getPort();
  }

  /** From now on it lets nobody in, or again everybody. */
  void declines(boolean nobody) {
    declines = nobody;
  }

  private JsonObject metadata() {
    JsonObject metadata = new JsonObject();
    metadata.addProperty("issuer", issuer());
    metadata.addProperty("authorization_endpoint", issuer() + "/authorize");
    metadata.addProperty("token_endpoint", issuer() + "/token");
    metadata.addProperty("jwks_uri", issuer() + "/keys");
    metadata.add("response_types_supported", array("code"));
    metadata.add("subject_types_supported", array("public"));
    metadata.add("id_token_signing_alg_values_supported", array("RS256"));
    return metadata;
  }

  private JsonObject keys() {
    RSAPublicKey open = (RSAPublicKey) key.getPublic();
    JsonObject jwk = new JsonObject();
    jwk.addProperty("kty", "RSA");
    jwk.addProperty("kid", "only");
    jwk.addProperty("use", "sig");
    jwk.addProperty("alg", "RS256");
    jwk.addProperty("n", base64(unsigned(open.getModulus())));
    jwk.addProperty("e", base64(unsigned(open.getPublicExponent())));
    JsonArray all = new JsonArray();
    all.add(jwk);
    JsonObject keys = new JsonObject();
    keys.add("keys", all);
    return keys;
  }

  private void authorize(HttpExchange exchange) throws IOException {
    Map<String, String> asked = fields(exchange.getRequestURI());
    String code = "code-" + nonces.size();
    String outcome = declines ? "error=access_denied" : "code=" + code;
    nonces.put(code, asked.get("nonce"));
    String back =
        "%s?%s&state=%s"
            .formatted(
                asked.get("redirect_uri"), outcome, URLEncoder.encode(asked.get("state"), UTF_8));
    exchange.getResponseHeaders().set("Location", back);
    exchange.sendResponseHeaders(302, -1);
    exchange.close();
  }

  private void token(HttpExchange exchange) throws IOException {
    String form = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
    String nonce = nonces.remove(fields(URI.create("/?" + form)).get("code"));
    JsonObject tokens = new JsonObject();
    tokens.addProperty("access_token", "not-used");
    tokens.addProperty("token_type", "Bearer");
    tokens.addProperty("id_token", idToken(nonce));
    answer(exchange, tokens);
  }

  private String idToken(String nonce) {
    JsonObject header = new JsonObject();
    header.addProperty("alg", "RS256");
    header.addProperty("kid", "only");
    long now = Instant.now().getEpochSecond();
    JsonObject claims = new JsonObject();
    claims.addProperty("iss", issuer());
    claims.addProperty("aud", CLIENT);
    claims.addProperty("sub", "1843");
    claims.addProperty("nonce", nonce);
    claims.addProperty("email", email);
    claims.addProperty("email_verified", true);
    claims.addProperty("name", name);
    claims.addProperty("iat", now);
    claims.addProperty("exp", now + TOKEN_SECONDS);
    String signed =
        base64(header.toString().getBytes(UTF_8)) + "." + base64(claims.toString().getBytes(UTF_8));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key.getPrivate());
      signature.update(signed.getBytes(UTF_8));
      return signed + "." + base64(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, String> fields(URI asked) {
    return Arrays.stream(asked.getRawQuery().split("&", -1))
        .map(field -> field.split("=", 2))
        .collect(Collectors.toMap(field -> field[0], field -> URLDecoder.decode(field[1], UTF_8)));
  }

  private static JsonArray array(String only) {
    JsonArray array = new JsonArray();
    array.add(only);
    return array;
  }

  /** Without the sign byte that two's complement needs (RFC 7518 section 6.3.1). */
  private static byte[] unsigned(BigInteger number) {
    byte[] bytes = number.toByteArray();
    return bytes[0] == 0 ? Arrays.copyOfRange(bytes, 1, bytes.length) : bytes;
  }

  private static String base64(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static void answer(HttpExchange exchange, JsonObject body) throws IOException {
    byte[] bytes = body.toString().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
