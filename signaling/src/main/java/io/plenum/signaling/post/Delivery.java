package io.plenum.signaling.post;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What became of one event at one endpoint.
 *
 * @param state `waiting`, `sent` or `failed`
 * @param status the last answer's HTTP status
 * @param reason why the last try failed
 * @param dueAt when it is tried next; empty: it is done
 */
public record Delivery(
    String id,
    String eventId,
    String event,
    String state,
    int tries,
    OptionalInt status,
    Optional<String> reason,
    Instant createdAt,
    Optional<Instant> triedAt,
    Optional<Instant> dueAt) {}
