package io.plenum.signaling.identity;

import java.time.Instant;
import java.util.Optional;

/**
 * A company: the owner of users, meetings and content (REQUIREMENTS I-1).
 *
 * @param managedBy the account of the partner that runs this one
 * @param version grows with every change of name or settings
 */
public record Account(
    String id,
    String name,
    Region region,
    Optional<String> managedBy,
    AccountSettings settings,
    long version,
    Instant createdAt) {}
