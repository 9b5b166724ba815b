package io.plenum.node;

import io.plenum.signaling.access.Source;
import io.plenum.signaling.api.Caller;
import io.plenum.signaling.api.DevelopmentCertificate;
import io.plenum.signaling.api.HttpEdge;
import io.plenum.signaling.api.Tls;
import io.plenum.signaling.socket.LiveSocketRoute;
import io.plenum.signaling.socket.SocketLimits;
import java.net.InetSocketAddress;
import java.util.List;

/** Puts together what is reached by HTTP: pages, REST, the live session's socket, health. */
final class WebAssembly {
  private WebAssembly() {}

  /**
   * Listens.
   *
   * @throws IllegalStateException when a port cannot be had
   */
  static HttpEdge start(Foundation base, HttpEdge.Parts parts, SessionAssembly live) {
    Configuration.Http settings = base.configuration().http();
    Caller caller = parts.rules().caller();
    HealthRoutes health =
        new HealthRoutes(base.health(), base.metrics(), caller, settings.metricsAllowed());
    HttpEdge edge =
        HttpEdge.start(
            base.vertx(),
            new HttpEdge.Listening(
                new InetSocketAddress(settings.host(), settings.port()),
                settings.tls().map(tls -> tls(base, tls))),
            parts,
            options -> LiveSocketRoute.prepare(options, SocketLimits.STANDARD),
            List.of(socket(base, parts, live, caller)::mount, health::mount));
    return base.parts().started("HTTP", edge);
  }

  private static LiveSocketRoute socket(
      Foundation base, HttpEdge.Parts parts, SessionAssembly live, Caller caller) {
    return new LiveSocketRoute(
        new LiveSocketRoute.Parts(
            base.vertx(),
            parts.people().identity(),
            parts.meetings().meetings(),
            parts.rules().limit(),
            live.sessions(),
            base.metrics(),
            base.clock(),
            caller::isSameOrigin,
            request -> Source.of(caller.address(request)),
            caller::addressAndPort),
        SocketLimits.STANDARD,
        live.writer());
  }

  private static Tls tls(Foundation base, Configuration.Tls settings) {
    return switch (settings.certificate()) {
      case Configuration.Certificate.Files files ->
          new Tls(settings.port(), files.certificate(), files.key());
      case Configuration.Certificate.Development development -> {
        DevelopmentCertificate made =
            new DevelopmentCertificate(
                base.configuration().dataDir().resolve("tls"), development.host());
        made.prepare(base.random(), base.clock().instant());
        yield new Tls(settings.port(), made.certificate(), made.key());
      }
    };
  }
}
