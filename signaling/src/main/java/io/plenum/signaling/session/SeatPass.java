package io.plenum.signaling.session;

import io.plenum.signaling.audit.Actor;
import java.time.Instant;

/**
 * The proof that somebody sits, admitted, in a meeting's live session: what lets guests use REST
 * while it runs (W-3, C-3). It holds for the moment; ask again for each request.
 *
 * @param accountId whose meeting it is
 * @param seat what the others know the seat by
 * @param admittedAt when they were let in
 */
public record SeatPass(String accountId, String seat, Occupant occupant, Instant admittedAt) {
  /** From when on they see the chat (C-3). */
  public Instant seesChatFrom(SessionSettings settings) {
    return settings.chatSeenFrom(occupant, admittedAt);
  }

  /** Who this is for the audit log, coming from {@code source}. */
  public Actor actor(String source) {
    return Actor.of(SessionEvents.person(occupant, seat), occupant.name(), source);
  }
}
