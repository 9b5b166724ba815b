package io.plenum.signaling.session;

import java.time.Instant;

/**
 * The proof that somebody sits, admitted, in a meeting's live session: what lets guests use REST
 * while it runs (W-3, C-3). It holds for the moment; ask again for each request.
 *
 * @param seat what the others know the seat by
 * @param admittedAt when they were let in
 */
public record SeatPass(String seat, Occupant occupant, Instant admittedAt) {}
