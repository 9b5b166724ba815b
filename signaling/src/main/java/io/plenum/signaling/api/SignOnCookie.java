package io.plenum.signaling.api;

import io.netty.handler.codec.http.cookie.Cookie;
import io.netty.handler.codec.http.cookie.CookieHeaderNames.SameSite;
import io.netty.handler.codec.http.cookie.DefaultCookie;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.netty.handler.codec.http.cookie.ServerCookieEncoder;
import java.time.Duration;
import java.util.Optional;

/**
 * The cookie that binds somebody who set out to a provider to the browser in which they did, so
 * that nobody is signed in as somebody else by a link. Lax: the provider's page leads back here,
 * and a stricter cookie would stay behind.
 */
final class SignOnCookie {
  static final String NAME = "plenum_sign_on";

  private static final String PATH = "/api/v1/sign-on";

  /** Ours have 43 characters. */
  private static final int MAX_LENGTH = 128;

  private SignOnCookie() {}

  /** What the browser sent. */
  static Optional<String> read(Request request) {
    return request.header("Cookie").stream()
        .flatMap(header -> ServerCookieDecoder.STRICT.decode(header).stream())
        .filter(cookie -> cookie.name().equals(NAME))
        .map(Cookie::value)
        .filter(value -> !value.isEmpty() && value.length() <= MAX_LENGTH)
        .findFirst();
  }

  /** The answer with the cookie set. */
  static Answer set(Request request, Answer answer, String secret, Duration lifetime) {
    return answer.with("Set-Cookie", encoded(request, secret, lifetime));
  }

  /** The answer with the cookie taken away. */
  static Answer clear(Request request, Answer answer) {
    return answer.with("Set-Cookie", encoded(request, "", Duration.ZERO));
  }

  private static String encoded(Request request, String value, Duration lifetime) {
    DefaultCookie cookie = new DefaultCookie(NAME, value);
    cookie.setPath(PATH);
    cookie.setHttpOnly(true);
    cookie.setSameSite(SameSite.Lax);
    cookie.setSecure(request.baseUrl().startsWith("https:"));
    cookie.setMaxAge(lifetime.toSeconds());
    return ServerCookieEncoder.STRICT.encode(cookie);
  }
}
