package io.plenum.signaling.session;

import io.plenum.signaling.message.SourceStates;
import java.time.Instant;

/**
 * What a crash must not forget about a seat; one row of {@code seat}.
 *
 * @param id public name of the seat, random
 * @param tokenHash SHA-256 (hex) of the secret that resumes it; the secret itself is not kept
 * @param since when the seat was taken
 * @param joinedAt when it was admitted; null before
 * @param goneAt when it was freed; null before
 */
public record SeatRow(
    String id,
    String tokenHash,
    Occupant occupant,
    SeatState state,
    SourceStates sources,
    Instant since,
    Instant joinedAt,
    Instant goneAt) {

  SeatRow admitted(Instant at) {
    return become(SeatState.ADMITTED, at, null);
  }

  SeatRow gone(SeatState how, Instant at) {
    return become(how, joinedAt, at);
  }

  SeatRow with(SourceStates changed) {
    return new SeatRow(id, tokenHash, occupant, state, changed, since, joinedAt, goneAt);
  }

  private SeatRow become(SeatState next, Instant joined, Instant gone) {
    if (!state.mayBecome(next)) {
      throw new IllegalStateException("seat " + id + ": " + state + " cannot become " + next);
    }
    return new SeatRow(id, tokenHash, occupant, next, sources, since, joined, gone);
  }
}
