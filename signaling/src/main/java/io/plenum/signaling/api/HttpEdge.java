package io.plenum.signaling.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import java.net.InetSocketAddress;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** The HTTP server with everything on it. Started and closed by the node. */
public final class HttpEdge implements AutoCloseable {
  /** RFC 9112 section 3 asks for at least 8,000 bytes of request line. */
  private static final int REQUEST_LINE_LIMIT_BYTES = 8_192;

  private static final int HEADER_LIMIT_BYTES = 16 * 1024;

  /** Above the WebSocket's own 25 s (docs/protocol.md section 2). */
  private static final int IDLE_TIMEOUT_SECONDS = 30;

  /** Far above what starting takes on a busy machine. */
  private static final long START_SECONDS = 30;

  /** What is being answered may finish within this. */
  private static final long CLOSE_SECONDS = 2;

  private final HttpServer server;
  private final SpaceOperations spaces;
  private final Optional<HttpsRedirect> redirect;
  private final Optional<Runnable> certificateWatch;

  private HttpEdge(
      HttpServer server,
      SpaceOperations spaces,
      Optional<HttpsRedirect> redirect,
      Optional<Runnable> certificateWatch) {
    this.server = server;
    this.spaces = spaces;
    this.redirect = redirect;
    this.certificateWatch = certificateWatch;
  }

  /**
   * Where to listen.
   *
   * @param plain for plain HTTP; port 0: any free one
   * @param tls where everything is served if it is there; plain HTTP then leads to it
   */
  public record Listening(InetSocketAddress plain, Optional<Tls> tls) {}

  /**
   * What the routes are made of.
   *
   * @param version as `GET /status` tells it
   */
  public record Parts(
      PeopleParts people,
      SignOnParts signOn,
      MeetingParts meetings,
      SpaceParts space,
      AdminParts admin,
      CallRules rules,
      InstantSource clock,
      String version) {}

  /** Begins to read what {@link #start} needs, beside whatever else starts before it. */
  public static void readAhead() {
    Contract.readAhead();
  }

  /**
   * Listens.
   *
   * @param where a port 0 is any free one
   * @param sockets gives the options what WebSockets need
   * @param before routes that come before REST and pages and see requests before their body is
   *     read: the live-session socket, health
   * @throws IllegalStateException when the port cannot be had or the contract does not fit the code
   */
  public static HttpEdge start(
      Vertx vertx,
      Listening where,
      Parts parts,
      UnaryOperator<HttpServerOptions> sockets,
      List<Consumer<Router>> before) {
    InetSocketAddress address =
        where
            .tls()
            .map(tls -> new InetSocketAddress(where.plain().getAddress(), tls.port()))
            .orElse(where.plain());
    HttpServerOptions options = options(address);
    where.tls().ifPresent(tls -> tls.applyTo(options, vertx));
    SlowClients slow = new SlowClients(vertx, SlowClients.Limits.STANDARD);
    Calls calls = calls(parts);
    SpaceParts space = parts.space;
    SpaceDoor door = new SpaceDoor(parts.meetings.meetings(), space.sessions());
    FileDoor fileDoor = new FileDoor(parts.meetings.meetings());
    SpaceOperations spaces =
        new SpaceOperations(
            vertx, space.feed(), door, parts.people.identity(), space.sessions()::live);
    ApiRouter operations =
        new ApiRouter(parts.rules.caller(), calls, ApiOperations.of(parts, door, fileDoor, spaces));
    Router api = await(operations.build(vertx), "The contract does not fit the code");
    FileTransfers transfers = new FileTransfers(operations, calls, fileDoor, space.files(), slow);
    List<Consumer<Router>> first = new ArrayList<>(before);
    first.add(transfers::mount);
    first.add(new StreamRoutes(calls, space.streams())::mount);
    Future<HttpServer> listening =
        vertx
            .createHttpServer(sockets.apply(options))
            .connectionHandler(slow::connected)
            .invalidRequestHandler(InvalidRequests::answer)
            .requestHandler(slow.watching(router(vertx, parts, first, api)))
            .listen();
    HttpServer server = await(listening, cannotListen(address));
    return new HttpEdge(
        server,
        spaces,
        where.tls().map(tls -> redirect(vertx, where, parts, server)),
        where.tls().map(tls -> tls.keepFresh(vertx, server)));
  }

  private static HttpsRedirect redirect(
      Vertx vertx, Listening where, Parts parts, HttpServer server) {
    SlowClients slow = new SlowClients(vertx, SlowClients.Limits.STANDARD);
    try {
      return new HttpsRedirect(
          await(
              HttpsRedirect.listen(
                  vertx, options(where.plain()), slow, parts.rules.caller(), server.actualPort()),
              cannotListen(where.plain())));
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  private static HttpServerOptions options(InetSocketAddress address) {
    return new HttpServerOptions()
        .setHost(address.getAddress().getHostAddress())
        .setPort(address.getPort())
        .setMaxInitialLineLength(REQUEST_LINE_LIMIT_BYTES)
        .setMaxHeaderSize(HEADER_LIMIT_BYTES)
        .setIdleTimeout(IDLE_TIMEOUT_SECONDS)
        .setIdleTimeoutUnit(TimeUnit.SECONDS)
        .setHttp2ClearTextEnabled(false);
  }

  private static String cannotListen(InetSocketAddress address) {
    return "HTTP cannot listen on "
        + address.getAddress().getHostAddress()
        + " port "
        + address.getPort();
  }

  private static <T> T await(Future<T> started, String otherwise) {
    try {
      return started.await(START_SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) {
      throw new IllegalStateException(otherwise + ": " + e.getMessage(), e);
    }
  }

  private static Calls calls(Parts parts) {
    CallRules rules = parts.rules;
    RequestRate rate = new RequestRate(System::nanoTime, rules.requestsPerMinute());
    return new Calls(
        parts.people.identity(), parts.space.seats(), rate, rules.idempotency(), rules.caller());
  }

  private static Router router(
      Vertx vertx, Parts parts, List<Consumer<Router>> before, Router api) {
    WebFiles files = new WebFiles();
    Router router = Router.router(vertx);
    router
        .route()
        .handler(new SecurityHeaders(parts.rules.caller(), files.importMapHash()))
        .failureHandler(Problems::fail);
    router.route().handler(HttpEdge::requireSoundQuery);
    before.forEach(mount -> mount.accept(router));
    new WellKnownRoutes(parts.signOn.keys(), parts.rules.caller()).mount(router);
    new ReferenceRoutes().mount(router);
    router.route(ApiRouter.PREFIX + "/*").handler(BodyArrival::begin).subRouter(api);
    router.route("/api/*").handler(context -> context.fail(404));
    new CalendarFeedRoute(parts.meetings.file()).mount(router);
    new PageRoutes(files).mount(router);
    for (int status : new int[] {400, 404, 405, 406, 413, 415, 500}) {
      router.errorHandler(status, Problems::fail);
    }
    return router;
  }

  /**
   * Looked at first: the router gives an empty query to whoever asks a second time for one that
   * cannot be decoded, and the contract's validator breaks on it.
   */
  private static void requireSoundQuery(RoutingContext context) {
    try {
      context.queryParams();
    } catch (HttpException broken) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "The query is not percent-encoded.");
    }
    context.next();
  }

  /** The port that everything is served on: HTTPS's where there is TLS. */
  public int port() {
    return server.actualPort();
  }

  /** The port of plain HTTP that leads to {@link #port}; empty: there is no TLS. */
  public OptionalInt redirectPort() {
    return redirect.isPresent() ? OptionalInt.of(redirect.get().port()) : OptionalInt.empty();
  }

  @Override
  public void close() {
    certificateWatch.ifPresent(Runnable::run);
    redirect.ifPresent(HttpsRedirect::close);
    spaces.close();
    server
        .shutdown(CLOSE_SECONDS, TimeUnit.SECONDS)
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }
}
