package io.plenum.signaling.api;

import io.vertx.core.Handler;
import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;

/** What every answer carries so that a browser takes it for nothing else (REQUIREMENTS S-1). */
final class SecurityHeaders implements Handler<RoutingContext> {
  /** One year, as the preload lists ask for. */
  private static final String HSTS = "max-age=31536000; includeSubDomains";

  private static final String PERMISSIONS =
      "camera=(self), microphone=(self), display-capture=(self), geolocation=(), payment=(),"
          + " usb=()";

  private final Caller caller;
  private final String contentSecurityPolicy;

  /** `importMapHash`: the CSP source of the one inline script, as 'sha256-…' with its quotes. */
  SecurityHeaders(Caller caller, String importMapHash) {
    this.caller = caller;
    // connect-src 'self' covers WebSockets of the same origin (CSP3 section 6.7.2.8), in every
    // browser we support.
    this.contentSecurityPolicy =
        String.join(
            "; ",
            "default-src 'none'",
            "script-src 'self' " + importMapHash,
            "style-src 'self'",
            "connect-src 'self'",
            "img-src 'self' data: blob:",
            "media-src 'self' blob:",
            "font-src 'self'",
            "manifest-src 'self'",
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "form-action 'self'");
  }

  @Override
  public void handle(RoutingContext context) {
    MultiMap headers = context.response().headers();
    headers
        .set("Content-Security-Policy", contentSecurityPolicy)
        .set("X-Content-Type-Options", "nosniff")
        .set("X-Frame-Options", "DENY")
        .set("Referrer-Policy", "no-referrer")
        .set("Permissions-Policy", PERMISSIONS)
        .set("Cross-Origin-Opener-Policy", "same-origin")
        .set("Cross-Origin-Resource-Policy", "same-origin");
    if (caller.isSecure(context.request())) {
      headers.set("Strict-Transport-Security", HSTS);
    }
    context.next();
  }
}
