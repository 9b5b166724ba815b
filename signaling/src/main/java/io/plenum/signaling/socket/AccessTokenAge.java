package io.plenum.signaling.socket;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Base64;

/**
 * Whether a token that was refused says of itself that it is too old (RFC 7519, 4.1.4), so that the
 * client knows to refresh it. Grants nothing: the token's signature is not looked at. Total.
 */
final class AccessTokenAge {
  private AccessTokenAge() {}

  static boolean expired(String token, Instant now) {
    String[] parts = token.split("\\.", 4);
    if (parts.length != 3) {
      return false;
    }
    try {
      String claims = new String(Base64.getUrlDecoder().decode(parts[1]), UTF_8);
      return new JsonObject(claims).getValue("exp") instanceof Number expiry
          && expiry.longValue() <= now.getEpochSecond();
    } catch (IllegalArgumentException | DecodeException | ClassCastException notAToken) {
      return false;
    }
  }
}
