package io.plenum.signaling.identity.oauth;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.plenum.signaling.identity.oauth.OAuthError.Code;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.Optional;

/**
 * How a client says who it is (RFC 6749 section 2.3.1): in the Authorization header (Basic) or in
 * the form, never in both.
 */
public record ClientCredentials(String id, String secret) {
  private static final String BASIC = "Basic ";

  /** Ours are 32 and 43 characters. */
  private static final int MAX_LENGTH = 256;

  /**
   * Reads them.
   *
   * @return empty when there are none
   * @throws OAuthError when they are there twice or cannot be read
   */
  public static Optional<ClientCredentials> read(
      Optional<String> authorization, Optional<String> formId, Optional<String> formSecret) {
    Optional<String> basic =
        authorization.filter(text -> text.regionMatches(true, 0, BASIC, 0, BASIC.length()));
    if (basic.isPresent() && formSecret.isPresent()) {
      throw new OAuthError(Code.INVALID_REQUEST, "The client identifies itself in two ways.");
    }
    if (basic.isPresent()) {
      return Optional.of(decoded(basic.get().substring(BASIC.length()).strip()));
    }
    return formId.flatMap(id -> formSecret.map(secret -> bounded(id, secret)));
  }

  /** Both are form-encoded before they are joined by a colon. */
  private static ClientCredentials decoded(String base64) {
    try {
      String pair = new String(Base64.getDecoder().decode(base64), UTF_8);
      int colon = pair.indexOf(':');
      if (colon > 0) {
        return bounded(
            URLDecoder.decode(pair.substring(0, colon), UTF_8),
            URLDecoder.decode(pair.substring(colon + 1), UTF_8));
      }
    } catch (IllegalArgumentException e) {
      throw unreadable();
    }
    throw unreadable();
  }

  private static ClientCredentials bounded(String id, String secret) {
    if (id.length() > MAX_LENGTH || secret.length() > MAX_LENGTH) {
      throw unreadable();
    }
    return new ClientCredentials(id, secret);
  }

  private static OAuthError unreadable() {
    return new OAuthError(Code.INVALID_CLIENT, "The credentials of the client cannot be read.");
  }

  /** Does not show the secret. */
  @Override
  public String toString() {
    return "ClientCredentials[" + id + "]";
  }
}
