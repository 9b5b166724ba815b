package io.plenum.signaling.post;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where an account wants to hear of events. Its secret is not in it.
 *
 * @param events what it hears of, each once
 * @param enabled false: switched off, by an admin or after days of failures
 * @param failingSince since when nothing arrived; empty: the last delivery did
 * @param version counts its changes
 */
public record Endpoint(
    String id,
    String accountId,
    String url,
    List<EventType> events,
    boolean enabled,
    Optional<Instant> failingSince,
    Instant createdAt,
    long version) {
  public Endpoint {
    events = List.copyOf(events);
  }
}
