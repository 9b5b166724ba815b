package io.plenum.signaling.message;

import java.time.Instant;

/**
 * An admitted seat as everybody in the room sees it.
 *
 * @param connected false: the connection dropped and may come back within the grace time
 */
public record Person(
    String seat,
    String name,
    SeatKind kind,
    boolean organizer,
    boolean connected,
    Instant joinedAt,
    SourceStates sources) {}
