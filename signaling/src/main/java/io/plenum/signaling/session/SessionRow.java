package io.plenum.signaling.session;

import java.time.Instant;

/**
 * One row of {@code live_session}.
 *
 * @param endedAt null while it runs
 * @param endReason {@code ended}, {@code time} or {@code empty}; null while it runs
 */
public record SessionRow(
    String id,
    String meetingId,
    Instant startedAt,
    Instant endsAt,
    Instant endedAt,
    String endReason) {

  SessionRow ended(Instant at, String reason) {
    return new SessionRow(id, meetingId, startedAt, endsAt, at, reason);
  }
}
