package io.plenum.signaling.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * Which entries of a log are wanted; what is empty does not matter.
 *
 * @param from not before
 * @param until before
 * @param person who did it, in whose place it was done, or to whom
 * @param kind the text of an {@link AuditKind}
 */
public record AuditFilter(
    Optional<Instant> from,
    Optional<Instant> until,
    Optional<String> person,
    Optional<String> meeting,
    Optional<String> kind) {
  public static final AuditFilter ALL =
      new AuditFilter(
          Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
}
