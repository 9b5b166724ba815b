package io.plenum.signaling.message;

import java.time.Instant;

/**
 * One chat message of a meeting.
 *
 * @param id 1 for a meeting's first message, growing with each
 * @param seat the sender's seat, or null when it was written outside a live session
 */
public record ChatMessage(
    long id, String seat, String name, SeatKind kind, String text, Instant sentAt) {}
