package io.plenum.signaling.api;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Moments in the query of a request (RFC 3339). */
final class Times {
  private static final Instant LOWEST = Instant.parse("1970-01-01T00:00:00Z");
  private static final Instant HIGHEST = Instant.parse("2300-01-01T00:00:00Z");

  private Times() {}

  /** A parameter's moment, if it was sent. */
  static Optional<Instant> of(Request request, String name) {
    return Optional.ofNullable(request.query().get(name)).map(text -> parse(name, text));
  }

  /** A parameter that must be there. */
  static Instant required(Request request, String name) {
    return of(request, name).orElseThrow(() -> bad(name));
  }

  private static Instant parse(String name, String text) {
    try {
      Instant at = OffsetDateTime.parse(text).toInstant();
      if (!at.isBefore(LOWEST) && at.isBefore(HIGHEST)) {
        return at;
      }
    } catch (DateTimeException e) {
      throw bad(name);
    }
    throw bad(name);
  }

  private static Refusal bad(String name) {
    return new Refusal(
        ErrorCode.BAD_REQUEST, "The parameter " + name + " is a moment as 2026-03-02T08:00:00Z.");
  }
}
