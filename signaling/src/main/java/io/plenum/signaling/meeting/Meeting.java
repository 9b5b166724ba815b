package io.plenum.signaling.meeting;

import java.time.Instant;

/**
 * A lasting meeting space (REQUIREMENTS M-1).
 *
 * @param accessCode digits only
 */
public record Meeting(
    String id,
    String accountId,
    String name,
    String organizerId,
    String organizerName,
    String accessCode,
    Instant createdAt) {}
