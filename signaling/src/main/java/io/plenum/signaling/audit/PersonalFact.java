package io.plenum.signaling.audit;

import java.time.Instant;

/**
 * Something that the log holds of a person.
 *
 * @param seq number of the entry
 * @param field {@code actor.name}, {@code subject.email} …
 */
public record PersonalFact(long seq, Instant at, String kind, String field, String value) {}
