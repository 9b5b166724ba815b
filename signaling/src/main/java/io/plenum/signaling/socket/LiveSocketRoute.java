package io.plenum.signaling.socket;

import io.micrometer.core.instrument.MeterRegistry;
import io.plenum.signaling.access.RateLimit;
import io.plenum.signaling.identity.Identity;
import io.plenum.signaling.meeting.Meetings;
import io.plenum.signaling.session.LiveSessions;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The route of live sessions: turns its requests into {@link LiveSocket}s. */
public final class LiveSocketRoute {
  private static final Logger LOG = LoggerFactory.getLogger(LiveSocketRoute.class);
  private static final String PATH = "/api/v1/meetings/:code/live";
  private static final String SUBPROTOCOL = "plenum.v1";

  /**
   * What the route needs of the server.
   *
   * @param ownOrigin whether an {@code Origin} header names this server (I-8)
   * @param source where a request comes from, for the rate limit
   * @param address where it comes from, with the port, for the audit log
   */
  public record Parts(
      Vertx vertx,
      Identity identity,
      Meetings meetings,
      RateLimit rateLimit,
      LiveSessions sessions,
      MeterRegistry meters,
      InstantSource clock,
      Predicate<HttpServerRequest> ownOrigin,
      Function<HttpServerRequest, String> source,
      Function<HttpServerRequest, String> address) {}

  private final Parts parts;
  private final SocketLimits limits;
  private final MessageWriter writer;
  private final SocketMetrics metrics;
  private final JoinDesk desk;

  /**
   * A route that is not mounted yet. From now on revoked sign-ins close their sockets.
   *
   * @param writer the one that the sessions use
   */
  public LiveSocketRoute(Parts parts, SocketLimits limits, MessageWriter writer) {
    this.parts = parts;
    this.limits = limits;
    this.writer = writer;
    this.metrics = new SocketMetrics(parts.meters(), parts.sessions());
    this.desk = new JoinDesk(parts, writer, metrics);
    parts.identity().onRevoked(parts.sessions()::revoke);
  }

  /**
   * Gives the server's options what sockets need: the subprotocol, the size of messages, and no
   * compression, which would let a small frame unpack into a large one.
   */
  public static HttpServerOptions prepare(HttpServerOptions options, SocketLimits limits) {
    return options
        .setWebSocketSubProtocols(List.of(SUBPROTOCOL))
        .setMaxWebSocketFrameSize(limits.frameBytes())
        .setMaxWebSocketMessageSize(limits.frameBytes())
        .setPerMessageWebSocketCompressionSupported(false)
        .setPerFrameWebSocketCompressionSupported(false);
  }

  /** Adds the route. */
  public void mount(Router router) {
    router.get(PATH).handler(this::upgrade);
  }

  private void upgrade(RoutingContext context) {
    HttpServerRequest request = context.request();
    if (request.getHeader("Origin") != null && !parts.ownOrigin().test(request)) {
      metrics.rejected(SocketMetrics.Reject.FOREIGN_ORIGIN);
      context.fail(403);
      return;
    }
    if (!offersProtocol(request)) {
      metrics.rejected(SocketMetrics.Reject.NO_SUBPROTOCOL);
      context.fail(400);
      return;
    }
    String code = context.pathParam("code");
    String source = parts.source().apply(request);
    String address = parts.address().apply(request);
    request
        .toWebSocket()
        .onSuccess(
            socket ->
                new LiveSocket(parts.vertx(), socket, address, limits, writer, metrics)
                    .open(
                        (connection, join) ->
                            desk.receive(new JoinDesk.Visit(connection, code, source, join))))
        .onFailure(failure -> LOG.debug("no WebSocket", failure));
  }

  private static boolean offersProtocol(HttpServerRequest request) {
    String offered = request.getHeader("Sec-WebSocket-Protocol");
    return offered != null
        && List.of(offered.split(",")).stream().map(String::strip).anyMatch(SUBPROTOCOL::equals);
  }
}
