package io.plenum.signaling.session;

import io.plenum.signaling.message.SeatKind;
import java.time.Instant;
import java.util.Optional;

/**
 * What the secret of an admitted seat proves outside the live session, as long as that runs.
 *
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
    Instant joinedAt) {}
