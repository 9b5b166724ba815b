package io.plenum.signaling.session;

import java.time.Instant;

/**
 * One row of {@code live_session}.
 *
 * @param locked whether nobody new may enter
 * @param endedAt null while it runs
 * @param endReason {@code ended}, {@code time} or {@code empty}; null while it runs
 */
public record SessionRow(
    String id,
    String meetingId,
    Instant startedAt,
    Instant endsAt,
    boolean locked,
    Instant endedAt,
    String endReason) {

  SessionRow ended(Instant at, String reason) {
    return new SessionRow(id, meetingId, startedAt, endsAt, locked, at, reason);
  }

  SessionRow with(boolean lockedNow) {
    return new SessionRow(id, meetingId, startedAt, endsAt, lockedNow, endedAt, endReason);
  }
}
