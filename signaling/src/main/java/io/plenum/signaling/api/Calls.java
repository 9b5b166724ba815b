package io.plenum.signaling.api;

import io.plenum.signaling.access.Condition;
import io.plenum.signaling.access.Source;
import io.plenum.signaling.identity.Identity;
import io.plenum.signaling.identity.Principal;
import io.plenum.signaling.session.SeatPass;
import io.plenum.signaling.session.SeatPasses;
import io.plenum.signaling.session.SeatToken;
import io.vertx.core.Context;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.validation.ValidatedRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Answers requests that follow the contract: asks who it is, how often they ask and whether they
 * may, runs the operation on a virtual thread (once, where the client names an Idempotency-Key) and
 * has its answer written on the event loop.
 */
final class Calls {
  private static final String BEARER = "Bearer ";

  /** Before the secret of a seat: what a guest is in a live session for. */
  private static final String SEAT = "Seat ";

  private final Identity identity;
  private final SeatPasses seats;
  private final RequestRate rate;
  private final Idempotency idempotency;
  private final Caller caller;
  private final RefreshCookie cookie;
  private final AnswerWriter writer;

  Calls(
      Identity identity,
      SeatPasses seats,
      RequestRate rate,
      Idempotency idempotency,
      Caller caller) {
    this.identity = identity;
    this.seats = seats;
    this.rate = rate;
    this.idempotency = idempotency;
    this.caller = caller;
    this.cookie = new RefreshCookie(caller);
    this.writer = new AnswerWriter(cookie);
  }

  /**
   * What is called.
   *
   * @param takesKey whether an Idempotency-Key means something to it
   */
  record Target(Access access, boolean takesKey, Operation operation) {}

  /** Answers one request that has its place {@link InFlight}; called on the event loop. */
  void answer(RoutingContext routing, Target target) {
    Context loop = routing.vertx().getOrCreateContext();
    ValidatedRequest validated = routing.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST);
    JsonObject body =
        Form.isSent(routing.request()) ? Form.read(routing.request()) : json(validated);
    Arrival arrival = arrival(routing, body);
    Optional<String> key =
        Optional.ofNullable(routing.request().getHeader(Idempotency.HEADER))
            .filter(sent -> target.takesKey());
    String named = routing.request().method() + " " + routing.request().path();
    InFlight.Place place = InFlight.of(routing);
    if (!place.handOver()) {
      return;
    }
    Thread.ofVirtual()
        .name("http ", 0)
        .start(
            () -> {
              try {
                Request request = admit(routing, loop, arrival, target.access());
                Answer answer =
                    key.isEmpty() || request.principal().isEmpty()
                        ? target.operation().answer(request)
                        : idempotency.once(
                            key.get(), named, request, () -> target.operation().answer(request));
                loop.runOnContext(done -> writer.write(routing, answer));
              } catch (RuntimeException | Error e) {
                Problem problem = Problems.of(e);
                loop.runOnContext(done -> Problems.send(routing, problem));
              } finally {
                place.leave();
              }
            });
  }

  /**
   * A request that nobody has checked yet.
   *
   * @param accessToken what it says in Authorization, if it says `Bearer`
   * @param seatToken the same, if it says `Seat`
   */
  record Arrival(Request request, Optional<String> accessToken, Optional<SeatToken> seatToken) {}

  /** What arrived; to be asked on the event loop. */
  Arrival arrival(RoutingContext routing, JsonObject body) {
    return new Arrival(
        request(routing, body),
        authorization(routing.request(), BEARER),
        authorization(routing.request(), SEAT).map(SeatToken::new));
  }

  private Request request(RoutingContext routing, JsonObject body) {
    HttpServerRequest request = routing.request();
    return new Request(
        body,
        // The router's own values: the validated ones are not percent-decoded.
        Map.copyOf(routing.pathParams()),
        first(routing.queryParams()),
        Optional.ofNullable(request.getHeader("If-Match")),
        Optional.ofNullable(request.getHeader("Last-Event-ID")),
        Optional.empty(),
        Optional.empty(),
        Condition.NONE,
        MultiMap.caseInsensitiveMultiMap().addAll(request.headers()),
        cookie.read(request),
        Source.of(caller.address(request)),
        caller.addressAndPort(request),
        program(request),
        caller.baseUrl(request));
  }

  private static JsonObject json(ValidatedRequest validated) {
    return validated.getBody() == null || validated.getBody().isNull()
        ? new JsonObject()
        : validated.getBody().getJsonObject();
  }

  private static Map<String, String> first(MultiMap query) {
    Map<String, String> first = new HashMap<>();
    query.forEach(first::putIfAbsent);
    return Map.copyOf(first);
  }

  private static String program(HttpServerRequest request) {
    String name = request.getHeader("User-Agent");
    return name == null ? "" : name;
  }

  private static Optional<String> authorization(HttpServerRequest request, String scheme) {
    String header = request.getHeader("Authorization");
    boolean said = header != null && header.regionMatches(true, 0, scheme, 0, scheme.length());
    return said ? Optional.of(header.substring(scheme.length()).strip()) : Optional.empty();
  }

  /**
   * Asks who it is, counts the request and asks whether they may. A token that is no good is an
   * error even where none is needed. Called on a virtual thread.
   */
  Request admit(RoutingContext routing, Context loop, Arrival arrival, Access access) {
    Optional<Principal> principal = arrival.accessToken().flatMap(identity::verify);
    count(
        routing,
        loop,
        principal
            .map(who -> rate.ofUser(who.userId()))
            .orElseGet(() -> rate.ofSource(arrival.request().source())));
    return checked(arrival, principal, access);
  }

  /**
   * The same, of a guest who shows a secret of another kind than {@link Identity} knows, which the
   * caller has checked.
   */
  Request admitGuest(RoutingContext routing, Context loop, Arrival arrival, Access access) {
    count(routing, loop, rate.ofSource(arrival.request().source()));
    SoundText.require(arrival.request());
    return arrival
        .request()
        .checked(Optional.empty(), Optional.empty(), access.check(Optional.empty()));
  }

  private static void count(RoutingContext routing, Context loop, RequestRate.Standing standing) {
    loop.runOnContext(counted -> AnswerWriter.tell(routing, standing));
    if (standing.exceeded()) {
      throw new Refusal(Problem.tooMany("You ask too often.", standing.untilNext()));
    }
  }

  private Request checked(Arrival arrival, Optional<Principal> principal, Access access) {
    if (arrival.accessToken().isPresent() && principal.isEmpty()) {
      throw new Refusal(
          ErrorCode.NOT_SIGNED_IN, "The access token is wrong, has expired, or was revoked.");
    }
    SoundText.require(arrival.request());
    Optional<SeatPass> seat = arrival.seatToken().flatMap(seats::admitted);
    if (arrival.seatToken().isPresent() && seat.isEmpty()) {
      throw new Refusal(ErrorCode.NOT_SIGNED_IN, "The seat is gone, or not admitted.");
    }
    return arrival.request().checked(principal, seat, access.check(principal));
  }

  /** Whether who was admitted once still would be; not counted. */
  boolean stands(Arrival arrival, Access access) {
    try {
      checked(arrival, arrival.accessToken().flatMap(identity::verify), access);
      return true;
    } catch (Refusal gone) {
      return false;
    }
  }
}
