package io.plenum.signaling.meeting;

import java.time.Instant;
import java.util.Optional;

/**
 * What somebody looks for; what is empty does not matter (REQUIREMENTS M-6).
 *
 * @param text words, their beginnings or middles, in the name or the chat
 * @param participant a part of the name or the address of somebody who organizes, is invited or
 *     attended
 * @param from when it is held, was live, or was made: not before
 * @param to not after
 */
public record SearchQuery(
    Optional<String> text,
    Optional<String> participant,
    Optional<Instant> from,
    Optional<Instant> to) {}
