package io.plenum.signaling.api;

import io.plenum.signaling.api.WebFiles.WebFile;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The client's pages and files. Every page is the same document; what it shows is decided in the
 * browser. Answers are revalidated by entity tag each time, because no path carries a version.
 */
final class PageRoutes {
  private static final Logger log = LoggerFactory.getLogger(PageRoutes.class);

  /** docs/protocol.md section 1. */
  private static final Pattern PAGE =
      Pattern.compile(
          "/|/setup|/sign-in|/schedule|/people|/account|/integrations|/audit|/m/[^/]+(/live|/edit|/streams)?");

  private final WebFiles files;

  PageRoutes(WebFiles files) {
    this.files = files;
  }

  void mount(Router router) {
    router.route().method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this::serve);
  }

  private void serve(RoutingContext routing) {
    Context loop = routing.vertx().getOrCreateContext();
    String path = routing.normalizedPath();
    Thread.ofVirtual()
        .name("page ", 0)
        .start(
            () -> {
              Optional<WebFile> file =
                  files.at(PAGE.matcher(path).matches() ? "/index.html" : path);
              loop.runOnContext(
                  ready ->
                      file.ifPresentOrElse(
                          found -> send(routing, found),
                          () -> Problems.send(routing, Problems.ofStatus(404))));
            });
  }

  private static void send(RoutingContext routing, WebFile file) {
    HttpServerResponse response = routing.response();
    if (response.ended() || response.closed()) {
      return;
    }
    String accepted = routing.request().getHeader("Accept-Encoding");
    boolean gzip =
        accepted != null && accepted.contains("gzip") && file.gzip().length < file.plain().length;
    String tag = "\"" + file.tag() + (gzip ? "-gz" : "") + "\"";
    response
        .putHeader("ETag", tag)
        .putHeader("Cache-Control", "no-cache")
        .putHeader("Vary", "Accept-Encoding");
    String known = routing.request().getHeader("If-None-Match");
    if (known != null && known.contains(tag)) {
      response.setStatusCode(304);
      end(response, Buffer.buffer());
      return;
    }
    response.putHeader("Content-Type", file.type());
    if (gzip) {
      response.putHeader("Content-Encoding", "gzip");
    }
    byte[] body = gzip ? file.gzip() : file.plain();
    // For HEAD too (RFC 9110 section 9.3.2), where no body says how long it would be.
    response.putHeader("Content-Length", Integer.toString(body.length));
    end(response, Buffer.buffer(body));
  }

  private static void end(HttpServerResponse response, Buffer body) {
    response.end(body).onFailure(e -> log.debug("The client left: {}", e.toString()));
  }
}
