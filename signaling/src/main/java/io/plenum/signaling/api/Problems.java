package io.plenum.signaling.api;

import io.plenum.signaling.chat.ChatRefused;
import io.plenum.signaling.file.FileRefused;
import io.plenum.signaling.identity.HasherBusy;
import io.plenum.signaling.identity.IdentityRefused;
import io.plenum.signaling.invite.InviteRefused;
import io.plenum.signaling.meeting.MeetingRefused;
import io.plenum.signaling.post.NoMailAddress;
import io.plenum.signaling.post.NoMailServer;
import io.plenum.signaling.post.OutboxFull;
import io.plenum.signaling.stream.StreamRefused;
import io.plenum.storage.database.StoreBusy;
import io.plenum.storage.database.StoreFailed;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import io.vertx.json.schema.OutputUnit;
import io.vertx.openapi.validation.SchemaValidationException;
import io.vertx.openapi.validation.ValidatorException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns whatever ended a request into a problem document. What is nobody's mistake but ours is
 * logged here, and only here.
 */
final class Problems {
  private static final Logger log = LoggerFactory.getLogger(Problems.class);

  /** More faults than this help nobody. */
  private static final int FAULT_LIMIT = 10;

  /** The database answers within this unless it is stuck. */
  private static final Duration STORE_RETRY = Duration.ofSeconds(1);

  /** A database server that starts again, or fails over, takes some seconds. */
  private static final Duration DATABASE_RETRY = Duration.ofSeconds(5);

  /** A mail server that was away takes some minutes to work off what waits. */
  private static final Duration OUTBOX_RETRY = Duration.ofMinutes(5);

  /** Longer than the store's own tries again take. */
  private static final Duration FILE_STORE_RETRY = Duration.ofSeconds(30);

  /** People come, or unlock the session, in minutes; who asks this often is no burden. */
  private static final Duration STREAM_RETRY = Duration.ofSeconds(5);

  /** RFC 9110 section 15.6: from here on the fault is the server's. */
  private static final int INTERNAL_ERROR = 500;

  private Problems() {}

  /** The problem that a thrown thing amounts to. */
  static Problem of(Throwable failure) {
    return expected(failure)
        .orElseGet(
            () -> {
              log.error("A request failed", failure);
              // Not expected: nobody knows whether what was asked for was done (Idempotency).
              return failure instanceof StoreFailed
                  ? Problem.of(ErrorCode.DATABASE_DOWN).after(DATABASE_RETRY)
                  : Problem.of(ErrorCode.INTERNAL);
            });
  }

  /** The same; empty when it is a fault of ours. */
  static Optional<Problem> expected(Throwable failure) {
    return Optional.ofNullable(
        switch (failure) {
          case Refusal refusal -> refusal.problem();
          case HasherBusy busy -> Problem.tooMany("Too many people sign in.", busy.retryAfter());
          case StoreBusy busy -> Problem.tooMany("The database is busy.", STORE_RETRY);
          case NoMailServer none ->
              Problem.of(
                  ErrorCode.NO_MAIL_SERVER, "This needs mail, and no mail server is configured.");
          case NoMailAddress no ->
              Problem.of(ErrorCode.BAD_REQUEST, "No mail can be sent to this e-mail address.");
          case OutboxFull full -> Problem.tooMany("Too many mails wait.", OUTBOX_RETRY);
          case IdentityRefused refused -> Problem.of(code(refused.reason()), refused.getMessage());
          case ChatRefused refused -> chat(refused);
          case MeetingRefused refused -> Problem.of(code(refused.reason()), refused.getMessage());
          case InviteRefused refused -> Problem.of(code(refused.reason()), refused.getMessage());
          case FileRefused refused -> file(refused);
          case StreamRefused refused -> stream(refused);
          case SchemaValidationException invalid -> invalid(invalid);
          case ValidatorException invalid ->
              Problem.of(ErrorCode.BAD_REQUEST, invalid.getMessage());
          case HttpException http when http.getCause() == null -> ofStatus(http.getStatusCode());
          // The router says that the client is wrong: an undecodable query, for instance.
          case HttpException http when http.getStatusCode() < INTERNAL_ERROR ->
              expected(http.getCause()).orElseGet(() -> ofStatus(http.getStatusCode()));
          case HttpException http -> of(http.getCause());
          default -> null;
        });
  }

  private static Problem file(FileRefused refused) {
    return switch (refused.reason()) {
      case TOO_LARGE -> Problem.of(ErrorCode.TOO_LARGE, refused.getMessage());
      case BAD -> Problem.of(ErrorCode.BAD_REQUEST, refused.getMessage());
      case GONE -> Problem.of(ErrorCode.NOT_FOUND, refused.getMessage());
      case LOST -> Problem.of(ErrorCode.LOST, logged(refused));
      case STORE_FULL -> Problem.of(ErrorCode.STORE_FULL, logged(refused));
      case STORE_DOWN ->
          new Problem(
              ErrorCode.STORE_DOWN, logged(refused), List.of(), Optional.of(FILE_STORE_RETRY));
    };
  }

  private static Problem stream(StreamRefused refused) {
    String why = refused.getMessage();
    return switch (refused.reason()) {
      case REMOVED -> Problem.of(ErrorCode.FORBIDDEN, why);
      case MALFORMED -> Problem.of(ErrorCode.BAD_REQUEST, why);
      case UNUSABLE_OFFER -> Problem.of(ErrorCode.UNUSABLE_OFFER, why);
      case LOCKED -> Problem.of(ErrorCode.LOCKED, why).after(STREAM_RETRY);
      case NOT_LIVE -> Problem.of(ErrorCode.NOT_LIVE, why).after(STREAM_RETRY);
      case FULL -> Problem.of(ErrorCode.ROOM_FULL, why).after(STREAM_RETRY);
      case BUSY, SESSION_OVER -> Problem.of(ErrorCode.MEDIA_UNAVAILABLE, why).after(STREAM_RETRY);
      case GONE -> Problem.of(ErrorCode.NOT_FOUND, why);
      case OTHER_ICE_SESSION -> Problem.of(ErrorCode.CHANGED_MEANWHILE, why);
      case NO_ICE_SESSION -> Problem.of(ErrorCode.VERSION_REQUIRED, why);
      case TOO_MANY_KEYS -> Problem.of(ErrorCode.LIMIT_REACHED, why);
    };
  }

  /** The client hears what, the operator also why. */
  private static String logged(FileRefused refused) {
    log.warn("{} {}", refused.getMessage(), String.valueOf(refused.getCause()));
    return refused.getMessage();
  }

  /** The problem behind a bare status, as the router and the HTTP parser give them. */
  static Problem ofStatus(int status) {
    return Problem.of(
        switch (status) {
          case 401 -> ErrorCode.NOT_SIGNED_IN;
          case 403 -> ErrorCode.FORBIDDEN;
          case 404 -> ErrorCode.NOT_FOUND;
          case 405 -> ErrorCode.METHOD_NOT_ALLOWED;
          case 408 -> ErrorCode.TIMEOUT;
          case 413, 414, 431 -> ErrorCode.TOO_LARGE;
          case 415 -> ErrorCode.UNSUPPORTED_TYPE;
          default -> status >= 500 ? ErrorCode.INTERNAL : ErrorCode.BAD_REQUEST;
        });
  }

  private static ErrorCode code(IdentityRefused.Reason reason) {
    return switch (reason) {
      case WEAK_PASSWORD -> ErrorCode.WEAK_PASSWORD;
      case WRONG_PASSWORD -> ErrorCode.WRONG_CREDENTIALS;
      case EMAIL_TAKEN, NO_HEIR, NO_ASSUMED_ROLE -> ErrorCode.CONFLICT;
      case SETUP_DONE -> ErrorCode.SETUP_DONE;
      case WRONG_TOKEN -> ErrorCode.WRONG_TOKEN;
      case NOT_ALLOWED -> ErrorCode.FORBIDDEN;
      case LAST_ADMIN -> ErrorCode.LAST_ADMIN;
      case WRONG_REGION -> ErrorCode.WRONG_REGION;
      case SIGNED_OUT -> ErrorCode.NOT_SIGNED_IN;
    };
  }

  private static ErrorCode code(MeetingRefused.Reason reason) {
    return switch (reason) {
      case BAD_SCHEDULE -> ErrorCode.BAD_SCHEDULE;
      case NOT_FOUND -> ErrorCode.NOT_FOUND;
      case NOT_INVITED -> ErrorCode.NOT_INVITED;
      case NOT_ORGANIZER -> ErrorCode.FORBIDDEN;
    };
  }

  private static ErrorCode code(InviteRefused.Reason reason) {
    return switch (reason) {
      case NO_SUCH_USER, ORGANIZER, BAD_ADDRESS -> ErrorCode.BAD_INVITEE;
      case TOO_MANY -> ErrorCode.LIMIT_REACHED;
    };
  }

  private static Problem chat(ChatRefused refused) {
    ErrorCode code =
        switch (refused.reason()) {
          case BAD_MESSAGE -> ErrorCode.BAD_REQUEST;
          case NO_SUCH_MESSAGE, NO_SUCH_FILE -> ErrorCode.NOT_FOUND;
          case NOT_YOURS, SWITCHED_OFF -> ErrorCode.FORBIDDEN;
          case TOO_FAST -> ErrorCode.TOO_MANY_REQUESTS;
        };
    return new Problem(code, refused.getMessage(), List.of(), refused.retryAfter());
  }

  private static Problem invalid(SchemaValidationException invalid) {
    List<OutputUnit> units =
        Optional.ofNullable(invalid.getOutputUnit().getErrors()).orElse(List.of());
    List<Problem.Fault> faults =
        units.stream()
            // The outer units only repeat that something inside them is wrong.
            .filter(
                unit ->
                    !unit.getKeywordLocation().endsWith("/$ref")
                        && !unit.getKeywordLocation().endsWith("/properties"))
            .map(unit -> new Problem.Fault(pointer(unit), unit.getError()))
            .distinct()
            .limit(FAULT_LIMIT)
            .toList();
    return new Problem(
        ErrorCode.BAD_REQUEST, "The request does not follow its schema.", faults, Optional.empty());
  }

  /** An instance location is a URI fragment, as {@code #/name}. */
  private static String pointer(OutputUnit unit) {
    String location = unit.getInstanceLocation();
    return location.startsWith("#") ? location.substring(1) : location;
  }

  /** The router's failure handler. */
  static void fail(RoutingContext context) {
    Throwable failure = context.failure();
    if (failure == null) {
      send(context, ofStatus(context.statusCode()));
    } else if (BodyArrival.awaited(context)) {
      send(context, expected(failure).orElseGet(() -> brokenBody(failure)));
    } else {
      send(context, of(failure));
    }
  }

  private static Problem brokenBody(Throwable failure) {
    log.debug("A body could not be read", failure);
    return Problem.of(ErrorCode.BAD_REQUEST, "The body is cut off, or no sound HTTP.");
  }

  static void send(RoutingContext context, Problem problem) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    problem
        .retryAfterSeconds()
        .ifPresent(seconds -> response.putHeader("Retry-After", Long.toString(seconds)));
    boolean unread = problem.code() == ErrorCode.TOO_LARGE || problem.code() == ErrorCode.TIMEOUT;
    if (unread || BodyArrival.awaited(context)) {
      // The rest of the request is not read, so nobody knows where the next one begins.
      response.putHeader("Connection", "close");
    }
    if (problem.code() == ErrorCode.METHOD_NOT_ALLOWED && !response.headers().contains("Allow")) {
      response.putHeader("Allow", "GET, HEAD");
    }
    response
        .setStatusCode(problem.code().status())
        .putHeader("Content-Type", Problem.MEDIA_TYPE)
        .putHeader("Cache-Control", "no-store")
        .end(problem.toJson().toBuffer())
        .onFailure(e -> log.debug("The client left before its answer: {}", e.toString()));
  }
}
