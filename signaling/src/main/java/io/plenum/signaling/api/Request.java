package io.plenum.signaling.api;

import io.plenum.signaling.access.Condition;
import io.plenum.signaling.audit.Actor;
import io.plenum.signaling.identity.Device;
import io.plenum.signaling.identity.Principal;
import io.plenum.signaling.page.PageRequest;
import io.plenum.signaling.page.Place;
import io.plenum.signaling.session.SeatPass;
import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;

/**
 * What an operation sees of a request, after the contract and the access matrix were asked.
 *
 * @param body as the contract describes it; empty where there is none; of a form its fields, where
 *     one that came twice is an array
 * @param path the path's parameters
 * @param query the query's parameters; of a repeated one the first
 * @param ifMatch which versions the client expects (RFC 9110 section 13.1.1)
 * @param lastEventId the last event that the client heard of a stream of events
 * @param principal who is signed in, if somebody is
 * @param seat the seat in a live session whose secret was shown instead, if one was
 * @param condition what the matrix demands besides the role; the operation keeps it
 * @param headers what the client sent; names in any case
 * @param refreshToken the cookie's, if it was sent
 * @param source where it comes from, for the rate limit
 * @param address where it comes from, with the port where that is known, for the audit log
 * @param program what the client calls itself (User-Agent); may be empty
 * @param baseUrl where the client found this server, without a trailing slash
 */
record Request(
    JsonObject body,
    Map<String, String> path,
    Map<String, String> query,
    Optional<String> ifMatch,
    Optional<String> lastEventId,
    Optional<Principal> principal,
    Optional<SeatPass> seat,
    Condition condition,
    MultiMap headers,
    Optional<String> refreshToken,
    String source,
    String address,
    String program,
    String baseUrl) {

  /** A text of the body that the contract requires. */
  String text(String name) {
    return body.getString(name);
  }

  /** A header field. */
  Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name));
  }

  /** A text of the body, if it is there. */
  Optional<String> optionalText(String name) {
    return Optional.ofNullable(body.getString(name));
  }

  /** What somebody signs in with. */
  Device device() {
    return new Device(program, address);
  }

  /** The same, once it is known who asks. */
  Request checked(Optional<Principal> who, Optional<SeatPass> sits, Condition demanded) {
    return new Request(
        body,
        path,
        query,
        ifMatch,
        lastEventId,
        who,
        sits,
        demanded,
        headers,
        refreshToken,
        source,
        address,
        program,
        baseUrl);
  }

  /**
   * What the client believes to change, as its If-Match says. Hand it to whoever changes the thing:
   * called with the present version, inside the transaction, it throws when that is another (412).
   *
   * @throws Refusal when there is no If-Match (428)
   */
  LongConsumer expected() {
    return ifMatch
        .map(Version::expectedBy)
        .orElseThrow(
            () ->
                new Refusal(
                    ErrorCode.VERSION_REQUIRED,
                    "Send the ETag of what you have read in If-Match, so that nobody's change is"
                        + " lost."));
  }

  /** Which page of a list is wanted: the parameters `limit` and `cursor`. */
  PageRequest page() {
    int limit =
        Optional.ofNullable(query.get("limit")).map(Request::limit).orElse(PageRequest.USUAL);
    return new PageRequest(limit, Optional.ofNullable(query.get("cursor")).map(Request::place));
  }

  /** The contract's validator takes a number for one that Java does not, such as " 1". */
  private static int limit(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new Refusal(ErrorCode.BAD_REQUEST, "limit must be a whole number.");
    }
  }

  private static Place place(String cursor) {
    return Cursor.read(cursor)
        .orElseThrow(
            () ->
                new Refusal(
                    ErrorCode.BAD_REQUEST,
                    "The cursor is not one that a page of this list ended with."));
  }

  /** Who is signed in; for operations that need it. */
  Principal who() {
    return principal.orElseThrow(() -> new Refusal(Problem.of(ErrorCode.NOT_SIGNED_IN)));
  }

  /** The same, as the audit log names them. */
  Actor actor() {
    return who().actor(address);
  }
}
