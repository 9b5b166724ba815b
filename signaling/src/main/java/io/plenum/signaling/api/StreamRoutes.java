package io.plenum.signaling.api;

import io.plenum.signaling.stream.StreamChoice;
import io.plenum.signaling.stream.StreamKey;
import io.plenum.signaling.stream.StreamRefused;
import io.plenum.signaling.stream.StreamScope;
import io.plenum.signaling.stream.StreamSeat;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * WHIP (RFC 9725) and WHEP (draft-ietf-wish-whep-02): descriptions and fragments of them instead of
 * JSON, so these operations of the contract have routes of their own, before the others. A bearer
 * here is a stream key's secret. Pages of other sites may call: nothing is asked of cookies.
 *
 * <p>Each request that changes something has a virtual thread, which blocks on the database and,
 * for a moment, on the live session.
 */
final class StreamRoutes {
  private static final Logger log = LoggerFactory.getLogger(StreamRoutes.class);

  private static final String DESCRIPTION = "application/sdp";

  /** RFC 8840, section 9. */
  private static final String FRAGMENT = "application/trickle-ice-sdpfrag";

  /** The media node answers within milliseconds; a busy machine may take longer. */
  private static final long ANSWER_SECONDS = 10;

  /** Sessions that may end under one stream on its way in. */
  private static final int MAX_TRIES = 3;

  /** As long as Chromium keeps what a preflight request was told. */
  private static final String PREFLIGHT_SECONDS = "7200";

  /** The parameter of paths that name a stream. */
  private static final String STREAM = "stream";

  /** The two protocols, which differ in nothing else here. */
  private enum Way {
    WHIP(StreamScope.PUBLISH, "/whip"),
    WHEP(StreamScope.VIEW, "/whep");

    private final StreamScope scope;
    private final String path;

    Way(StreamScope scope, String path) {
      this.scope = scope;
      this.path = ApiRouter.PREFIX + path;
    }
  }

  /** One request, and the loop that its answer is written on. */
  private record Call(RoutingContext routing, Context loop, Calls.Arrival arrival, Way way) {
    Optional<String> stream() {
      return Optional.ofNullable(routing.pathParam(STREAM));
    }

    /** What a viewer chose; of who publishes nothing is asked. */
    StreamChoice choice() {
      MultiMap query = routing.queryParams();
      return way == Way.WHEP
          ? StreamChoice.read(query.getAll("participant"), query.get("source"), query.get("height"))
          : StreamChoice.NONE;
    }

    String body(String wanted) {
      String type = routing.request().getHeader("Content-Type");
      if (type == null || !type.split(";", 2)[0].strip().equalsIgnoreCase(wanted)) {
        throw new Refusal(ErrorCode.UNSUPPORTED_TYPE, "The body must be " + wanted + ".");
      }
      String text = routing.body().asString();
      return text == null ? "" : text;
    }

    /**
     * Writes the answer.
     *
     * @param left what to do when the client left before
     */
    void answer(Consumer<HttpServerResponse> write, Runnable left) {
      loop.runOnContext(
          on -> {
            HttpServerResponse response = routing.response();
            if (response.ended() || response.closed()) {
              left.run();
            } else {
              write.accept(response.putHeader("Cache-Control", "no-store"));
            }
          });
    }
  }

  private final Calls calls;
  private final StreamParts parts;
  private final InFlight inFlight = new InFlight(InFlight.LIMIT);

  /** All of them ask for the same cell of the access matrix. */
  private final Access access = Contract.access("publish");

  StreamRoutes(Calls calls, StreamParts parts) {
    this.calls = calls;
    this.parts = parts;
  }

  /** Where streams with a key of this scope begin. */
  static String endpoint(StreamScope scope) {
    return scope == StreamScope.PUBLISH ? Way.WHIP.path : Way.WHEP.path;
  }

  void mount(Router router) {
    for (Way way : Way.values()) {
      String stream = way.path + "/:" + STREAM;
      for (String path : List.of(way.path, stream)) {
        router.route(path).handler(StreamRoutes::openToAllSites);
        router.options(path).handler(StreamRoutes::options);
        // RFC 9725, section 4.1: they have no representation, and to ask for it is no error.
        router.get(path).handler(context -> context.response().setStatusCode(204).end());
      }
      reading(router, HttpMethod.POST, way.path).handler(context -> work(context, way, this::open));
      reading(router, HttpMethod.PATCH, stream).handler(context -> work(context, way, this::patch));
      router
          .delete(stream)
          .handler(inFlight::enter)
          .handler(context -> work(context, way, this::delete));
    }
  }

  private Route reading(Router router, HttpMethod method, String path) {
    router.route(method, path).handler(BodyArrival::begin);
    return router
        .route(method, path)
        .handler(BodyHandler.create(false).setBodyLimit(ApiRouter.BODY_LIMIT_BYTES))
        .handler(BodyArrival::done)
        .handler(inFlight::enter);
  }

  private static void openToAllSites(RoutingContext context) {
    context
        .response()
        .putHeader("Access-Control-Allow-Origin", "*")
        .putHeader(
            "Access-Control-Expose-Headers",
            "Location, ETag, Link, Accept-Patch, Retry-After, WWW-Authenticate");
    context.next();
  }

  /** RFC 9725, section 4.2: what browsers ask before they send, and what may be sent. */
  private static void options(RoutingContext context) {
    boolean stream = context.pathParam(STREAM) != null;
    context
        .response()
        .putHeader("Access-Control-Allow-Headers", "Authorization, Content-Type, If-Match")
        .putHeader("Access-Control-Max-Age", PREFLIGHT_SECONDS)
        .putHeader("Access-Control-Allow-Methods", methods(stream))
        .putHeader("Allow", methods(stream))
        .putHeader(stream ? "Accept-Patch" : "Accept-Post", stream ? FRAGMENT : DESCRIPTION)
        .end();
  }

  private static String methods(boolean stream) {
    HttpMethod own = stream ? HttpMethod.PATCH : HttpMethod.POST;
    return "OPTIONS, GET, " + own + (stream ? ", DELETE" : "");
  }

  private void work(RoutingContext routing, Way way, BiConsumer<Call, StreamKey> work) {
    Context loop = routing.vertx().getOrCreateContext();
    Call call = new Call(routing, loop, calls.arrival(routing, new JsonObject()), way);
    InFlight.Place place = InFlight.of(routing);
    if (!place.handOver()) {
      return;
    }
    Thread.ofVirtual()
        .name("stream ", 0)
        .start(
            () -> {
              try {
                work.accept(call, admit(call));
              } catch (RuntimeException | Error e) {
                Problem problem = Problems.of(e);
                loop.runOnContext(done -> refuse(routing, problem));
              } finally {
                place.leave();
              }
            });
  }

  private static void refuse(RoutingContext routing, Problem problem) {
    if (problem.code() == ErrorCode.NOT_SIGNED_IN && !routing.response().headWritten()) {
      routing.response().putHeader("WWW-Authenticate", "Bearer"); // RFC 6750, section 3
    }
    Problems.send(routing, problem);
  }

  /**
   * Whose key it is. An access token is none, whoever's it is; it is looked at only to say what is
   * wrong with it.
   */
  private StreamKey admit(Call call) {
    Optional<StreamKey> key = call.arrival().accessToken().flatMap(parts.keys()::bySecret);
    if (key.isEmpty()) {
      calls.admit(call.routing(), call.loop(), call.arrival(), access);
      throw call.stream().isPresent()
          ? gone()
          : new Refusal(
              ErrorCode.NOT_SIGNED_IN, "Send the secret of a stream key as the bearer token.");
    }
    calls.admitGuest(call.routing(), call.loop(), call.arrival(), access);
    if (key.get().scope() != call.way().scope) {
      throw new Refusal(
          ErrorCode.FORBIDDEN, "This key is good for " + endpoint(key.get().scope()) + " only.");
    }
    return key.get();
  }

  /** A stream with the answer to its offer. */
  private record Opened(StreamSeat stream, String answer) {}

  private void open(Call call, StreamKey key) {
    Opened opened = opened(call, key);
    StreamSeat stream = opened.stream();
    call.answer(
        response -> {
          parts.relays().apply(stream.seat()).forEach(link -> response.headers().add("Link", link));
          response
              .setStatusCode(201)
              .putHeader("Content-Type", DESCRIPTION)
              .putHeader("Location", call.way().path + "/" + stream.id())
              .putHeader("ETag", stream.tag())
              .putHeader("Accept-Patch", FRAGMENT)
              .end(opened.answer())
              .onFailure(left -> stream.end());
        },
        stream::end);
  }

  /** Whoever comes while a session ends, as an encoder that stops and starts, enters the next. */
  private Opened opened(Call call, StreamKey key) {
    String offer = call.body(DESCRIPTION);
    StreamChoice choice = call.choice();
    String address = call.arrival().request().address();
    for (int tries = 1; ; tries++) {
      StreamSeat stream = parts.streams().open(key, offer, choice, address);
      try {
        return new Opened(stream, answerOf(stream));
      } catch (StreamRefused refused) {
        if (refused.reason() != StreamRefused.Reason.SESSION_OVER || tries == MAX_TRIES) {
          throw refused;
        }
      }
    }
  }

  private static String answerOf(StreamSeat stream) {
    try {
      return inTime(stream.answer());
    } catch (RuntimeException e) {
      stream.end();
      throw e;
    }
  }

  private static String inTime(CompletionStage<String> answer) {
    try {
      return answer.toCompletableFuture().orTimeout(ANSWER_SECONDS, TimeUnit.SECONDS).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof StreamRefused refused) {
        throw refused;
      }
      log.warn("A stream was not answered in time", e);
      throw StreamRefused.busy();
    }
  }

  private void patch(Call call, StreamKey key) {
    StreamSeat stream = find(call, key);
    Optional<String> restarted =
        stream
            .patch(call.arrival().request().ifMatch(), call.body(FRAGMENT))
            .map(StreamRoutes::inTime);
    call.answer(response -> patched(response, stream, restarted), () -> {});
  }

  /** RFC 9725, section 4.3.3: a restart is answered with our side of the new ICE session. */
  private static void patched(
      HttpServerResponse response, StreamSeat stream, Optional<String> restarted) {
    if (restarted.isEmpty()) {
      response.setStatusCode(204).end();
      return;
    }
    response
        .putHeader("Content-Type", FRAGMENT)
        .putHeader("ETag", stream.tag())
        .end(restarted.get());
  }

  private void delete(Call call, StreamKey key) {
    find(call, key).end();
    call.answer(response -> response.setStatusCode(200).end(), () -> {});
  }

  private StreamSeat find(Call call, StreamKey key) {
    return call.stream()
        .flatMap(id -> parts.streams().find(key, id))
        .orElseThrow(StreamRoutes::gone);
  }

  private static Refusal gone() {
    return new Refusal(ErrorCode.NOT_FOUND, "There is no such stream, or no longer.");
  }
}
