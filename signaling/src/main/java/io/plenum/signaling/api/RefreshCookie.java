package io.plenum.signaling.api;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** The cookie that holds the refresh token: out of reach of scripts and of other sites. */
final class RefreshCookie {
  static final String NAME = "plenum_refresh";

  /** Pages and assets need not carry it. */
  private static final String PATH = "/api/v1";

  /** Ours have 43 characters. */
  private static final int MAX_LENGTH = 128;

  private final Caller caller;

  RefreshCookie(Caller caller) {
    this.caller = caller;
  }

  Optional<String> read(HttpServerRequest request) {
    return Optional.ofNullable(request.getCookie(NAME))
        .map(Cookie::getValue)
        .filter(value -> !value.isEmpty() && value.length() <= MAX_LENGTH);
  }

  void write(RoutingContext context, Answer.Cookie change) {
    switch (change) {
      case Answer.Cookie.Unchanged unchanged -> {}
      case Answer.Cookie.Cleared cleared -> add(context, "", 0);
      case Answer.Cookie.Set set -> add(context, set.token(), set.maxAgeSeconds());
    }
  }

  private void add(RoutingContext context, String value, long maxAgeSeconds) {
    context
        .response()
        .addCookie(
            Cookie.cookie(NAME, value)
                .setPath(PATH)
                .setHttpOnly(true)
                .setSameSite(CookieSameSite.STRICT)
                .setSecure(caller.isSecure(context.request()))
                .setMaxAge(maxAgeSeconds));
  }
}
