package io.plenum.signaling.session;

import io.plenum.signaling.message.SeatKind;
import java.time.Instant;
import java.util.List;

/**
 * A live session as it is told afterwards, or while it runs.
 *
 * @param endedAt null while it runs
 * @param endReason {@code ended}, {@code time} or {@code empty}; null while it runs
 * @param people how many seats were admitted; {@code attendances} may be fewer
 */
public record PastSession(
    String id,
    Instant startedAt,
    Instant endedAt,
    String endReason,
    int people,
    List<Attendance> attendances) {
  public PastSession {
    attendances = List.copyOf(attendances);
  }

  /**
   * Somebody's time in one admitted seat.
   *
   * @param name null when the user was deleted since
   * @param leftAt null while they sit there
   */
  public record Attendance(String name, SeatKind kind, Instant joinedAt, Instant leftAt) {}
}
