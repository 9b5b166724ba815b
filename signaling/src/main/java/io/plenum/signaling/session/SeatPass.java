package io.plenum.signaling.session;

import io.plenum.signaling.audit.Actor;
import io.plenum.signaling.message.SeatKind;
import java.time.Instant;
import java.util.Optional;

/**
 * The proof that somebody sits, admitted, in a meeting's live session: what lets guests use REST
 * while it runs (W-3, C-3). It holds for the moment; ask again for each request.
 *
 * @param seatId what the others know the seat by
 * @param accountId whose meeting it is
 * @param userId of a registered user of the meeting's account; empty: a guest, signed in elsewhere
 *     or not at all
 * @param joinedAt when it was admitted
 */
public record SeatPass(
    String seatId,
    String meetingId,
    String accountId,
    SeatKind kind,
    Optional<String> userId,
    String name,
    Instant joinedAt) {
  /** From when on they see the chat (C-3). */
  public Instant seesChatFrom(SessionSettings settings) {
    return settings.chatSeenFrom(kind == SeatKind.REGISTERED, joinedAt);
  }

  /** Who this is for the audit log, coming from {@code source}. */
  public Actor actor(String source) {
    return Actor.of(userId.orElse(seatId), name, source);
  }
}
